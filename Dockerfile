FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
# Install scripts must run: one links the libraries of the embedded PostgreSQL, and `prepare` builds.
RUN --mount=type=cache,target=/root/.npm npm ci && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 HATCHDESK_DATA=/data
# As in the first line of src/cli.ts: makes glibc return the memory of large uploads.
ENV MALLOC_MMAP_THRESHOLD_=262144
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/schemas ./schemas
COPY --from=build /app/dist ./dist
RUN ln -s /app/dist/src/cli.js /usr/local/bin/hatchdesk && chmod +x dist/src/cli.js \
  && mkdir /data && chown node:node /data
USER node
# The key of the desk lives here, and the embedded database unless DATABASE_URL is set.
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# A larger nursery collects less often: docs/PERFORMANCE.md.
CMD ["node", "--max-semi-space-size=32", "dist/src/cli.js", "serve"]

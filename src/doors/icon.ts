import type { Request, Response } from 'express';

/** A ticket of 32 by 32 pixels, as a PNG within an ICO, which every browser reads. */
const ICON = Buffer.from(
  'AAABAAEAICADAAEAAgC+AAAAFgAAAIlQTkcNChoKAAAADUlIRFIAAAAgAAAAIAIDAAAADhSSZwAAAAlQTFRFAAAAFla4////Ocdy' +
    'SgAAAAF0Uk5TAEDm2GYAAABjSURBVHjaY2BgDQWCAAYGxlAwcIAIgIREIYwQLIxQKMDGCFsFBFOBjKhVq5atWgpkZIEYKyGMVWBG' +
    'GEgEpCYUxAiFMFbBGMtQGXADkc2BMKJAUkuR1eB2GB7vwL0MDwRYsAAANMxly1PPJucAAAAASUVORK5CYII=',
  'base64',
);

/** Answers the picture that every browser asks for by itself, at most once a week. */
export const icon = (_req: Request, res: Response): void => {
  res
    .set({ 'Content-Type': 'image/x-icon', 'Cache-Control': 'public, max-age=604800' })
    .set('Content-Security-Policy', "default-src 'none'; sandbox")
    .send(ICON);
};

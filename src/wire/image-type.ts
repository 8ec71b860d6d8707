/** The types of pictures that pages show, and how their bytes begin. SVG is a program, so it is none of them. */
const BEGINNINGS: readonly { type: string; extensions: readonly string[]; begins: (bytes: Buffer) => boolean }[] = [
  { type: 'image/png', extensions: ['png'], begins: (bytes) => bytes.indexOf('89504e470d0a1a0a', 0, 'hex') === 0 },
  { type: 'image/jpeg', extensions: ['jpg', 'jpeg'], begins: (bytes) => bytes.indexOf('ffd8ff', 0, 'hex') === 0 },
  { type: 'image/gif', extensions: ['gif'], begins: (bytes) => /^GIF8[79]a/.test(bytes.toString('latin1', 0, 6)) },
  {
    type: 'image/webp',
    extensions: ['webp'],
    begins: (bytes) => /^RIFF.{4}WEBP/s.test(bytes.toString('latin1', 0, 12)),
  },
];

/** Whether a file may be a picture that pages show, by its name. */
export const isImageName = (filename: string): boolean => {
  const extension = filename.slice(filename.lastIndexOf('.') + 1).toLowerCase();
  return BEGINNINGS.some(({ extensions }) => extensions.includes(extension));
};

/** The media type of a picture that pages show, by its bytes; undefined for anything else. */
export const imageTypeOf = (bytes: Buffer): string | undefined =>
  BEGINNINGS.find(({ begins }) => begins(bytes.subarray(0, 16)))?.type;

/** The table with the bytes of files: see {@link OldProgram.pieces}. */
export const PIECES = 'file_chunk';

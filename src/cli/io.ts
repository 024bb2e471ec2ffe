/** 0 done, 1 failed, 2 wrong words. */
export type Exit = 0 | 1 | 2;

/** Where a command writes and what it may know of its surroundings; a test hands in its own. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `err` is a screen that somebody watches: progress may then write over its own line. */
  readonly watched: boolean;
  /** Instead of the process's own environment and the `.env` of the folder it was started in. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly envFile?: string;
}

/**
 * Runs a command's work and keeps its exit code. The work loads its own file: help, and every other command, has no
 * use for it.
 */
export type Run = (work: (io: Io) => Promise<Exit>) => Promise<void>;

export function processIo(): Io {
  // Whoever reads us through `| head` may stop reading: that is no failure of ours.
  process.stdout.on('error', (cause) => {
    if (!('code' in cause) || cause.code !== 'EPIPE') throw cause;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    watched: process.stderr.isTTY === true,
  };
}

export const say = (io: Io, ...lines: readonly string[]): 0 => {
  io.out(`${lines.join('\n')}\n`);
  return 0;
};

/** What happened, why, and what to do next. */
export const fail = (io: Io, ...sentences: readonly string[]): 1 => {
  io.err(`${sentences.join('\n')}\n`);
  return 1;
};

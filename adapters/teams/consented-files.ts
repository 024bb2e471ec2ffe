import type { SentFile } from '../../src/ports.ts';

/** Bytes of all files that wait to be accepted: past it the oldest go, and can be asked for again. */
const MOST_BYTES = 60 * 1024 * 1024;

interface Waiting {
  readonly file: SentFile;
  readonly words: string;
  /** The account it is for: nobody else can take it. */
  readonly user: string;
}

/**
 * Teams lets a bot give somebody a file only once they have said yes. Until then it waits here, in memory: it is
 * kept with its case, and after a restart it is asked for again.
 */
export interface ConsentedFiles {
  offer(waiting: Waiting): string;
  /** Once: the file is gone from here afterwards, and the same answer again finds that it was taken. */
  take(id: string, user: string): Waiting | 'taken' | null;
}

/** Answers remembered: Teams may deliver one again. */
const MOST_TAKEN = 500;

export function consentedFiles(next: () => string): ConsentedFiles {
  const files = new Map<string, Waiting>();
  const taken = new Map<string, string>();
  return {
    offer(waiting) {
      const id = next();
      files.set(id, waiting);
      let bytes = [...files.values()].reduce((sum, row) => sum + row.file.bytes.length, 0);
      for (const [old, { file }] of files) {
        if (bytes <= MOST_BYTES || old === id) break;
        files.delete(old);
        bytes -= file.bytes.length;
      }
      return id;
    },
    take(id, user) {
      if (taken.get(id) === user) return 'taken';
      const found = files.get(id);
      if (!found || found.user !== user) return null;
      files.delete(id);
      taken.set(id, user);
      for (const old of taken.keys()) {
        if (taken.size <= MOST_TAKEN) break;
        taken.delete(old);
      }
      return found;
    },
  };
}

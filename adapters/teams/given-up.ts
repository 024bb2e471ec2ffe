/** Microsoft did not answer in the time there was. */
export class GivenUp extends Error {
  constructor() {
    super('Microsoft did not answer in time.');
    this.name = 'GivenUp';
  }
}

/**
 * The work, or `GivenUp` where it takes longer: its calls have their own limits, but the SDK's for a token have none.
 * What was given up may go on all the same.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => reject(new GivenUp()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(alarm);
  }
}

/** Slack's own time: it stands still until a test moves it. Milliseconds since 1970. */
export interface FakeClock {
  now(): number;
  move(ms: number): void;
  /** Runs once the clock has come that far; at once where it already has. */
  in(ms: number, run: () => void): void;
}

export function fakeClock(begins: number): FakeClock {
  let at = begins;
  let due: { readonly at: number; readonly run: () => void }[] = [];
  const runDue = () => {
    const ready = due.filter((one) => one.at <= at).sort((a, b) => a.at - b.at);
    due = due.filter((one) => one.at > at);
    for (const { run } of ready) run();
  };
  return {
    now: () => at,
    move(ms) {
      at += ms;
      runDue();
    },
    in(ms, run) {
      due.push({ at: at + ms, run });
      runDue();
    },
  };
}

import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import type { Log } from '../../src/ports.ts';

/**
 * Bolt's app, with three habits changed. What is under way is known, so that a stop can wait for it. Events are
 * acknowledged once they are kept and not before, so that Slack sends again what could not be. What no listener
 * answered is answered here, with a log line, and not after three seconds of silence.
 */
export class TrackedApp extends App {
  private readonly underWay = new Set<Promise<void>>();
  private readonly log: Log;

  constructor(options: AppOptions, log: Log) {
    super(options);
    this.log = log;
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    const work = this.answered(event);
    const quiet = work.catch(() => undefined);
    this.underWay.add(quiet);
    void quiet.then(() => this.underWay.delete(quiet));
    return work;
  }

  private async answered(event: ReceiverEvent): Promise<void> {
    let acknowledged = false;
    const ack: ReceiverEvent['ack'] = async (answer) => {
      acknowledged = true;
      await event.ack(answer);
    };
    const isEvent = event.body.event !== undefined;
    await super.processEvent({ ...event, ack: isEvent ? async () => {} : ack });
    if (acknowledged) return;
    if (!isEvent) this.log.warn('Slack sent something that Accord does not know; it was set aside.');
    await event.ack();
  }

  /** Resolves when nothing that Slack sent is under way. */
  async drained(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }
}

/** How long Slack waits, and how often it allows something (docs.slack.dev). */
export const LIMITED_TO = {
  /** An app must acknowledge within this, and a trigger is good for as long. */
  ackMs: 3000,
  triggerMs: 3000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  /** An event that was not acknowledged comes again: at once, after a minute, after five. */
  retriesMs: [0, 60_000, 5 * 60_000],
  /** About one message a second in a channel. */
  channelMs: 1000,
} as const;

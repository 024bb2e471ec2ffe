/** Slack cannot be used as it is configured. The message is a sentence for whoever starts Accord. */
export class SlackRefused extends Error {
  constructor(words: string) {
    super(words);
    this.name = 'SlackRefused';
  }
}

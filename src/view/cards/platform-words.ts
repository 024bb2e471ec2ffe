/** What people call each place where they meet Accord. */
export const PLATFORM_WORDS = {
  slack: 'Slack',
  teams: 'Microsoft Teams',
  playground: 'the playground',
} as const;

export type PlatformName = keyof typeof PLATFORM_WORDS;

import type { Command } from 'commander';
import type { Run } from './io.ts';
import type { TeamsManifestFlags } from './teams-manifest.ts';

export function addManifestCommand(accord: Command, run: Run): void {
  const manifest = accord
    .command('manifest')
    .description('Makes what is handed to a platform to install Accord there.');

  manifest
    .command('teams')
    .summary('make the app package for Microsoft Teams')
    .description(
      'Writes the zip file that an administrator uploads to Teams: the manifest with your own ids in it, and the icons. The same ids make the same file. It asks nobody and sends nothing.',
    )
    .option('--app-id <id>', 'the Application (client) ID in Microsoft Entra, instead of TEAMS_APP_ID')
    .option('--public-url <url>', 'where Teams reaches Accord, instead of PUBLIC_URL')
    .option(
      '--website <url>',
      "the page behind the app's links to its maker, privacy notice and terms: your school's own; PUBLIC_URL unless given",
    )
    .option('--out <file>', 'where to write it; manifests/teams/accord-teams.zip unless given')
    .addHelpText(
      'after',
      '\nExample:\n  accord manifest teams --website https://www.larkfield.example/privacy',
    )
    .action((flags: TeamsManifestFlags) =>
      run(async (io) => (await import('./teams-manifest.ts')).teamsManifest(io, flags)),
    );
}

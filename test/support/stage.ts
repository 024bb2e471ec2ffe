import type { App } from '../../src/app/app.ts';
import type { MemberId, SchoolId } from '../../src/domain/ids.ts';
import type { Platform } from '../../src/ports.ts';
import type { Who } from '../../src/surface.ts';
import type { Form } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import type { Tap } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import type { RoleName } from './world.ts';

/** Somebody of the school, with their account on the stage. */
export interface Player {
  readonly role: RoleName;
  readonly member: MemberId;
  readonly who: Who;
  readonly school: SchoolId;
}

/** Told of all that is shown to a role or to the channel, as it happens; `preview` is what a locked screen shows. */
export type ShownListener = (reader: RoleName | 'leadership', text: string, preview: string | null) => void;

/** The platform itself did not let somebody send a form: it says what is missing, beside what the form says. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly screen: string;
  constructor(screen: string) {
    super(screen);
    this.screen = screen;
  }
}

/** A file as somebody has it once they have saved it. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where a school's people meet Accord: a platform, real or played, with everybody's account on it. */
export interface Stage {
  readonly platform: Platform;
  /** Where it differs from one to another. */
  platformOf?(role: RoleName): Platform;
  /** The platform's own id of the leadership channel. */
  readonly channel: string;
  account(role: RoleName, school: SchoolId): string;
  /** Called once, when everybody is a member. */
  begin(players: readonly Player[]): void;
  say(by: Player, words: string): Promise<Reply>;
  /** `key` and `school` where the button has been seen; otherwise any button that does the same will do. */
  tap(by: Player, tap: Tap, key?: string, school?: SchoolId): Promise<Reply>;
  /** Throws `NotSent` where the platform keeps it back. */
  submit(by: Player, form: Form, values: Values): Promise<Reply>;
  /** Lets everything happen that is due, and shows everything that is owed. */
  settle(): Promise<void>;
  /** The messages of somebody, as they stand there now. */
  messages(of: Player): readonly string[];
  leadership(): readonly string[];
  /** The files that stand in somebody's messages now, oldest first, each fetched in the way of the platform. */
  files(of: Player): Promise<readonly SavedFile[]>;
  /** The answer that stands before somebody; null where the reply itself is all that there is to see. */
  screen(of: Player): string | null;
  onShown(listener: ShownListener): void;
  /** What every story on this stage ends with: nothing went wrong that a person would not have seen. */
  end(): void;
}

export type MakeStage = (app: App) => Promise<Stage>;

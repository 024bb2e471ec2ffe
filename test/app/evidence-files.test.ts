import { expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { deliverAll } from '../../src/app/deliver.ts';
import { fetchAll, fetchOnce } from '../../src/app/fetch-files.ts';
import { evidence } from '../../src/app/receive.ts';
import { removeMember } from '../../src/app/school-setup.ts';
import { FILE_LIMIT } from '../../src/domain/file-limit.ts';
import { type CaseId, ParticularsId } from '../../src/domain/ids.ts';
import type { Fact, KeptFile, Store } from '../../src/ports.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import type { Directory, Fetched } from '../../src/surface.ts';
import type { Button, Card } from '../../src/view/card.ts';
import { cardText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { describeOnBothDatabases, type OpenedStore } from '../support/databases.ts';
import { openWorld, type RoleName, type World } from '../support/world.ts';

const REPORT = {
  who: 'new:Jordan Vale (invented)',
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'Shouted at the gate.',
};
const NAME = 'Zebedee Quillfeather at the gate.png';
const PHOTO: KeptFile = {
  name: NAME,
  mediaType: 'image/png',
  bytes: Uint8Array.from({ length: 3000 }, (_, n) => n % 256),
};
const EVIDENCE = { kind: 'photo', what: 'Taken from the office window.' };

interface Scene extends World {
  readonly store: OpenedStore;
  readonly id: CaseId;
  /** Real time, in the test's hands: leases and back-off run by it. */
  wait(ms: number): void;
}

/** A school in which the teacher has reported something. */
async function scene(store: OpenedStore): Promise<Scene> {
  const world = await openWorld(store, 'stockham-primary');
  let ms = world.app.timer.ms();
  const app: App = { ...world.app, timer: { ms: () => (ms += 1) } };
  await world.as('teacher').fill('report', null, REPORT);
  const id = await world.caseByRef('AC-26-0001');
  await world.settle();
  return {
    ...world,
    app,
    store,
    id,
    wait: (by) => {
      ms += by;
    },
    async settle() {
      await fetchAll(app, new Map([['playground', world.surface.directory]]), 'test');
      await deliverAll(app, world.surface, 'test');
    },
  };
}

const facts = (store: Store, id: CaseId): Promise<Fact[]> =>
  store.read((unit) => unit.journal.load(`case:${id}`));
const kept = async ({ store, id }: Scene): Promise<Fact[]> =>
  (await facts(store, id)).filter((fact) => fact.type === 'evidence_file_added');
const counts = ({ store }: Scene) => store.read((unit) => unit.fetches.counts());
const looks = async ({ store }: Scene, by: string): Promise<Fact[]> =>
  store.read((unit) => unit.journal.load(`access:${by}:2026-11`));
const storedFiles = async (open: { raw: (url: string, sql: string) => Promise<unknown[]> }, s: Scene) =>
  (await open.raw(s.store.url, 'select id from files')).length;

const buttonsOf = (card: Card): readonly Button[] =>
  card.blocks.flatMap((block) => (block.is === 'buttons' ? block.buttons : []));
const fileButton = (reply: Reply): Button => {
  if (reply.is !== 'card') throw new Error('No card came up.');
  const found = buttonsOf(reply.card).find(({ tap }) => tap.tap === 'act' && tap.act === 'send_file');
  if (!found) throw new Error('There is no button for the file.');
  return found;
};
const press = (s: Scene, by: RoleName, { tap, key }: Button) => s.as(by).tap(tap, key);
const lastTold = (s: Scene, role: RoleName): string => {
  const card = s.as(role).cards().at(-1);
  return card ? cardText(card) : '';
};
const filesOf = (s: Scene, role: RoleName) =>
  s.surface.files({ kind: 'member', member: s.as(role).id }, s.school.id);

const send = (s: Scene, role: RoleName, words: string, files: readonly string[], key = s.app.ids.next()) =>
  evidence(s.app, { platform: 'playground', user: `${s.school.id}:${role}` }, { words, files, key });

/** A platform that answers as it is told; how often it was asked. */
function platform(answer: (asked: number) => Fetched | Promise<Fetched>) {
  let asked = 0;
  const directory: Directory = {
    names: async () => new Map(),
    membersOf: async () => [],
    unreachable: async () => [],
    channelTrouble: async () => null,
    noMember: async () => 'stranger',
    fetch: async () => {
      asked += 1;
      return answer(asked);
    },
  };
  return { directories: new Map([['playground', directory] as const]), asked: () => asked };
}

describeOnBothDatabases('a file given with the evidence form', (open) => {
  it('is owed with the saved answer, fetched, kept, listed for the head and sent to them when they ask', async () => {
    const s = await scene(await open());
    const handle = s.surface.give(PHOTO);
    const reply = await s.as('teacher').fill('evidence', s.id, { ...EVIDENCE, files: [handle] });
    expect(reply).toMatchObject({
      is: 'said',
      level: 'good',
      text: expect.stringContaining('being fetched'),
    });
    expect(await counts(s)).toEqual({ owed: 1, aside: 0 });
    await s.settle();
    expect(await counts(s)).toEqual({ owed: 0, aside: 0 });
    expect(await kept(s)).toMatchObject([{ by: s.as('teacher').id, data: { media: 'image' } }]);

    const card = await s.as('head').say('show AC-26-0001');
    expect(card.is === 'card' && cardText(card.card)).toContain(
      'A photo, from Invented teacher, Friday 20 Nov',
    );
    expect(await press(s, 'head', fileButton(card))).toMatchObject({ is: 'said', level: 'good' });
    await s.settle();
    const [sent, another] = filesOf(s, 'head');
    expect(another).toBeUndefined();
    expect(sent?.words).toBe('A photo that is kept with AC-26-0001.');
    expect(sent && Buffer.from(sent.file.bytes)).toEqual(Buffer.from(PHOTO.bytes));
    expect(sent?.file).toMatchObject({ name: NAME, mediaType: 'image/png' });
    const [fact] = await kept(s);
    expect((await looks(s, s.as('head').id)).at(-1)).toMatchObject({
      type: 'file_viewed',
      data: { case: s.id, file: fact?.data.evidence },
    });
  });

  it('leaves nothing of its name in the journal, a card, a notification, the channel or the log', async () => {
    const s = await scene(await open());
    await s.as('teacher').fill('evidence', s.id, { ...EVIDENCE, files: [s.surface.give(PHOTO)] });
    await s.settle();
    await press(s, 'head', fileButton(await s.as('head').say('show AC-26-0001')));
    await s.settle();
    const everything = JSON.stringify([
      await facts(s.store, s.id),
      await looks(s, s.as('head').id),
      s.as('head').cards(),
      s.as('teacher').cards(),
      s.surface.messages({ kind: 'member', member: s.as('head').id }, s.school.id),
      s.channel(),
      await s.as('head').say('timeline AC-26-0001'),
      filesOf(s, 'head').map((row) => row.words),
      s.log.lines,
    ]);
    expect(everything).toContain('AC-26-0001');
    expect(everything).not.toContain('Zebedee');
    expect(await verifyAudit(s.store)).toMatchObject({ ok: true });
  });

  it('is owed once when the same form is sent twice, and when its handle is sent again in another', async () => {
    const s = await scene(await open());
    const handle = s.surface.give(PHOTO);
    const teacher = s.as('teacher');
    const opened = await teacher.tap({ tap: 'form', form: 'evidence', case: s.id, carries: {} });
    if (opened.is !== 'form') throw new Error('The form did not open.');
    const values = { ...EVIDENCE, seen_at: '', files: [handle, handle] };
    const replies = await Promise.all([1, 2, 3].map(() => teacher.submit(opened.form, values)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(await counts(s)).toEqual({ owed: 1, aside: 0 });
    await s.settle();
    await teacher.fill('evidence', s.id, { ...EVIDENCE, files: [handle] });
    await s.settle();
    expect(await kept(s)).toHaveLength(1);
    expect(await storedFiles(open, s)).toBe(1);
  });

  it('is one of ten at most, with a handle that a platform would make', async () => {
    const s = await scene(await open());
    const many = Array.from({ length: 11 }, (_, n) => `file-${n}`);
    for (const files of [many, ['x'.repeat(201)], ['a\u0000b']]) {
      const reply = await s.as('teacher').fill('evidence', s.id, { ...EVIDENCE, files });
      expect(reply.is === 'form_again' && reply.form.errors.files).toMatch(/\.$/);
    }
    expect(await counts(s)).toEqual({ owed: 0, aside: 0 });
    expect((await facts(s.store, s.id)).some((fact) => fact.type === 'evidence_added')).toBe(false);
    const ten = await s.as('teacher').fill('evidence', s.id, { ...EVIDENCE, files: many.slice(1) });
    expect(ten).toMatchObject({ is: 'said', level: 'good' });
    expect(await counts(s)).toEqual({ owed: 10, aside: 0 });
  });
});

describeOnBothDatabases('a file in chat', (open) => {
  const asked = async (s: Scene): Promise<void> => {
    await s.as('teacher').fill('evidence', s.id, { ...EVIDENCE, files: [s.surface.give(PHOTO)] });
    await s.settle();
    await press(s, 'head', fileButton(await s.as('head').say('show AC-26-0001')));
    await s.settle();
    expect(filesOf(s, 'head')).toHaveLength(1);
  };

  it('stays while its case goes on and whoever asked for it may see it', async () => {
    const s = await scene(await open());
    await asked(s);
    await s.as('teacher').fill('account', s.id, { text: 'He came back.' });
    await s.settle();
    expect(filesOf(s, 'head')).toHaveLength(1);
  });

  it('is taken away when the case is closed, and the reference is left', async () => {
    const s = await scene(await open());
    await asked(s);
    const closing = { outcome: 'no_breach', outline: 'not_upheld', reason: 'Nothing in it.' };
    expect(await s.as('head').fill('close', s.id, closing)).toMatchObject({ level: 'good' });
    await s.settle();
    expect(filesOf(s, 'head')).toEqual([]);
    const cards = s.as('head').cards().map(cardText);
    expect(cards.join()).toContain('This matter is closed. Those who may see it can type AC-26-0001');
    expect(cards.join()).not.toContain('A photo');
  });

  it('is taken away from whoever has lost their place', async () => {
    const s = await scene(await open());
    await asked(s);
    const head = s.as('head');
    await head.fill('stand_aside', s.id, { member: head.id, why: 'related' }, { member: head.id });
    await s.settle();
    expect(filesOf(s, 'head')).toEqual([]);
  });

  it('is taken away from whoever has left the school', async () => {
    const s = await scene(await open());
    await asked(s);
    await s.store.write((unit) => removeMember(s.app, unit, s.school, s.as('head').who, 'command_line'));
    await s.as('teacher').fill('account', s.id, { text: 'He came back.' });
    await s.settle();
    expect(filesOf(s, 'head')).toEqual([]);
  });
});

describeOnBothDatabases('fetching', (open) => {
  const give = async (s: Scene) => {
    const files = [s.surface.give(PHOTO)];
    await s.as('teacher').fill('evidence', s.id, { ...EVIDENCE, files });
  };

  it('that ends between the platform and the database leaves nothing behind, and is done again', async () => {
    const s = await scene(await open());
    await give(s);
    const { directories, asked } = platform(() => ({ ok: true, file: PHOTO }));
    let writes = 0;
    const dying: Store = {
      ...s.store,
      // The claim is written; then the process ends before anything else is committed.
      write: (work) =>
        s.store.write(async (unit) => {
          writes += 1;
          const done = await work(unit);
          if (writes > 1) throw new Error('the power went out');
          return done;
        }),
    };
    await expect(fetchOnce({ ...s.app, store: dying }, directories, 'dying')).rejects.toThrow('power');
    expect(asked()).toBe(1);
    expect(await kept(s)).toEqual([]);
    expect(await storedFiles(open, s)).toBe(0);
    expect(await fetchOnce(s.app, directories, 'next')).toBe(0);
    s.wait(200_000);
    expect(await fetchOnce(s.app, directories, 'next')).toBe(1);
    expect(asked()).toBe(2);
    expect(await kept(s)).toHaveLength(1);
    expect(await storedFiles(open, s)).toBe(1);
  });

  it('by two workers, the first of which was given up, keeps the file once', async () => {
    const s = await scene(await open());
    await give(s);
    let answer: (got: Fetched) => void = () => {};
    let reached: () => void = () => {};
    const isAsked = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const slow = platform(
      () =>
        new Promise<Fetched>((resolve) => {
          answer = resolve;
          reached();
        }),
    );
    const stuck = fetchOnce(s.app, slow.directories, 'stuck');
    await isAsked;
    // No transaction is open meanwhile: the school works on.
    expect(await s.as('teacher2').fill('report', null, REPORT)).toMatchObject({ level: 'good' });
    s.wait(200_000);
    await fetchOnce(s.app, platform(() => ({ ok: true, file: PHOTO })).directories, 'second');
    answer({ ok: true, file: PHOTO });
    await stuck;
    expect(await kept(s)).toHaveLength(1);
    expect(await storedFiles(open, s)).toBe(1);
  });

  it('what is too large is set aside, and whoever sent it is told what to do instead', async () => {
    const s = await scene(await open());
    const handle = s.surface.give({ ...PHOTO, bytes: new Uint8Array(FILE_LIMIT + 1) });
    await s.as('teacher').fill('evidence', s.id, { ...EVIDENCE, files: [handle] });
    await s.settle();
    expect(await counts(s)).toEqual({ owed: 0, aside: 1 });
    expect(await kept(s)).toEqual([]);
    expect(lastTold(s, 'teacher')).toContain(
      'A file you sent for AC-26-0001 could not be fetched: it is over 10 MB. Say where it is kept, with Add evidence.',
    );
    const before = s.as('teacher').cards().length;
    await s.settle();
    expect(s.as('teacher').cards()).toHaveLength(before);
  });

  it('is not led astray by a platform that gives more than was asked for', async () => {
    const s = await scene(await open());
    await give(s);
    const { directories } = platform(() => ({
      ok: true,
      file: { ...PHOTO, bytes: new Uint8Array(FILE_LIMIT + 1) },
    }));
    await fetchOnce(s.app, directories, 'w');
    await s.settle();
    expect(await storedFiles(open, s)).toBe(0);
    expect(lastTold(s, 'teacher')).toContain('over 10 MB');
  });

  it('of what is gone is told, and tried afresh when it is sent again', async () => {
    const s = await scene(await open());
    await s.as('teacher').fill('evidence', s.id, { ...EVIDENCE, files: ['no-such-file'] });
    await s.settle();
    expect(lastTold(s, 'teacher')).toContain('A file you sent for AC-26-0001 could not be fetched');
    const told = s.as('teacher').cards().length;
    await s.as('teacher').fill('evidence', s.id, { ...EVIDENCE, files: ['no-such-file'] });
    await s.settle();
    expect(s.as('teacher').cards()).toHaveLength(told + 1);
    expect(await counts(s)).toEqual({ owed: 0, aside: 1 });
  });

  it('waits as long as the platform asks, and gives up after a dozen tries', async () => {
    const s = await scene(await open());
    await give(s);
    const { directories, asked } = platform(() => ({
      ok: false,
      why: 'later',
      afterMs: 60_000,
      reason: 'too many requests',
    }));
    await fetchOnce(s.app, directories, 'w');
    s.wait(59_000);
    expect(await fetchOnce(s.app, directories, 'w')).toBe(0);
    s.wait(2000);
    expect(await fetchOnce(s.app, directories, 'w')).toBe(1);
    for (let n = 0; n < 20; n += 1) {
      s.wait(3_600_001);
      await fetchOnce(s.app, directories, 'w');
    }
    expect(asked()).toBe(12);
    expect(await counts(s)).toEqual({ owed: 0, aside: 1 });
    await deliverAll(s.app, s.surface, 'w');
    expect(lastTold(s, 'teacher')).toContain('could not be fetched');
  });

  it('waits for a platform that asks everybody to wait for as long as it takes, and counts no try', async () => {
    const s = await scene(await open());
    await give(s);
    const { directories, asked } = platform((n) =>
      n <= 30
        ? { ok: false, why: 'later', afterMs: 60_000, reason: 'Slack asked to wait', held: true }
        : { ok: true, file: PHOTO },
    );
    await fetchOnce(s.app, directories, 'w');
    s.wait(59_000);
    expect(await fetchOnce(s.app, directories, 'w')).toBe(0);
    for (let n = 0; n < 30; n += 1) {
      s.wait(60_001);
      expect(await fetchOnce(s.app, directories, 'w')).toBe(1);
    }
    expect(asked()).toBe(31);
    expect(await counts(s)).toEqual({ owed: 0, aside: 0 });
    expect(await kept(s)).toHaveLength(1);
  });

  it('from a platform that throws is tried again, and the log holds no handle', async () => {
    const s = await scene(await open());
    await give(s);
    const { directories } = platform((n) => {
      if (n === 1) throw new Error('socket hang up');
      return { ok: true, file: PHOTO };
    });
    await fetchOnce(s.app, directories, 'w');
    expect(await counts(s)).toEqual({ owed: 1, aside: 0 });
    expect(s.log.lines.join()).toContain('it is tried again');
    s.wait(3_600_000);
    await fetchOnce(s.app, directories, 'w');
    expect(await kept(s)).toHaveLength(1);
  });

  it('keeps nothing for somebody who may not add evidence any more, and tells them no more than the reference', async () => {
    const s = await scene(await open());
    const head = s.as('head');
    await head.fill('evidence', s.id, { ...EVIDENCE, files: [s.surface.give(PHOTO)] });
    await head.fill('stand_aside', s.id, { member: head.id, why: 'related' }, { member: head.id });
    await s.settle();
    expect(await kept(s)).toEqual([]);
    expect(await storedFiles(open, s)).toBe(0);
    expect(await counts(s)).toEqual({ owed: 0, aside: 1 });
    const told = lastTold(s, 'head');
    expect(told).toContain('AC-26-0001');
    expect(told).not.toMatch(/Jordan|window|Shouted|evidence/);
  });

  it('follows a report that was joined to another meanwhile', async () => {
    const s = await scene(await open());
    await give(s);
    await s.as('teacher2').fill('report', null, { ...REPORT, who: '' });
    const joined = await s.as('head').fill('join', s.id, { ref: 'AC-26-0002', reason: 'One event.' });
    expect(joined).toMatchObject({ is: 'said', level: 'good' });
    await s.settle();
    expect(await kept(s)).toEqual([]);
    const other = await facts(s.store, await s.caseByRef('AC-26-0002'));
    expect(other.at(-1)).toMatchObject({ type: 'evidence_file_added', by: s.as('teacher').id });
    expect(await counts(s)).toEqual({ owed: 0, aside: 0 });
  });

  it('keeps nothing with a case that was closed meanwhile, and says so', async () => {
    const s = await scene(await open());
    await give(s);
    await s.as('head').fill('close', s.id, {
      outcome: 'no_breach',
      outline: 'not_upheld',
      reason: 'Nothing in it.',
    });
    const before = (await facts(s.store, s.id)).at(-1)?.type;
    expect(before).toBe('case_closed');
    await s.settle();
    expect(await kept(s)).toEqual([]);
    expect(s.as('teacher').cards().map(cardText).join()).toContain(
      'A file you sent for AC-26-0001 was not kept: the case is closed',
    );
  });
});

describeOnBothDatabases('a file sent to Accord itself', (open) => {
  it('goes to the case whose reference stands among the words, however it is written, with the rest as evidence', async () => {
    const s = await scene(await open());
    const reply = await send(s, 'teacher', 'ac-26-0001: from the office window', [s.surface.give(PHOTO)]);
    expect(reply).toMatchObject({ is: 'said', level: 'good', text: expect.stringContaining('AC-26-0001') });
    await s.settle();
    const added = (await facts(s.store, s.id)).find((fact) => fact.type === 'evidence_added');
    expect(added?.data).toMatchObject({ kind: 'other', capturedBy: s.as('teacher').id });
    const card = await s.as('head').say('show AC-26-0001');
    const text = card.is === 'card' ? cardText(card.card) : '';
    expect(text).toContain('other, kept by Invented teacher: from the office window');
    expect(text).toContain('A photo, from Invented teacher');
  });

  it('with nothing but the reference adds no words', async () => {
    const s = await scene(await open());
    await send(s, 'teacher', ' (AC-26-0001). ', [s.surface.give(PHOTO)]);
    await s.settle();
    expect((await facts(s.store, s.id)).some((fact) => fact.type === 'evidence_added')).toBe(false);
    expect(await kept(s)).toHaveLength(1);
  });

  it('is the same sending under the same key, however often and however closely it comes', async () => {
    const s = await scene(await open());
    const handle = s.surface.give(PHOTO);
    const replies = await Promise.all(
      [1, 2, 3, 4].map(() => send(s, 'teacher', 'AC-26-0001 the window', [handle], 'event-17')),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    await s.settle();
    expect(await kept(s)).toHaveLength(1);
    expect((await facts(s.store, s.id)).filter((fact) => fact.type === 'evidence_added')).toHaveLength(1);
  });

  it('without a reference, with two, or without a file is answered with what to do', async () => {
    const s = await scene(await open());
    const handle = s.surface.give(PHOTO);
    for (const [words, files, answer] of [
      ['', [handle], /reference, such as AC-26-0042/],
      ['for the case of yesterday', [handle], /reference, such as AC-26-0042/],
      ['AC-26-1 and XAC-26-0001X', [handle], /reference, such as AC-26-0042/],
      ['AC-26-0001 or AC-26-0002', [handle], /more than one reference/],
      ['AC-26-0001', [], /no file/],
      ['AC-26-0001', Array.from({ length: 11 }, (_, n) => `f${n}`), /too many/],
      ['AC-26-0001', ['x'.repeat(201)], /did not arrive/],
      [`AC-26-0001 ${'x'.repeat(3001)}`, [handle], /too long/],
    ] as const) {
      const reply = await send(s, 'teacher', words, files);
      expect(reply.is === 'said' && reply.level !== 'good' && reply.text, words).toMatch(answer);
    }
    expect(await counts(s)).toEqual({ owed: 0, aside: 0 });
    expect((await facts(s.store, s.id)).some((fact) => fact.type.startsWith('evidence'))).toBe(false);
  });

  it('for a case that is not theirs is answered as for one that does not exist, and written down', async () => {
    const s = await scene(await open());
    const handle = s.surface.give(PHOTO);
    const theirs = await send(s, 'teacher3', 'AC-26-0001', [handle]);
    const none = await send(s, 'teacher3', 'AC-26-0099', [handle]);
    expect(theirs).toEqual(none);
    expect(theirs).toMatchObject({ is: 'said', text: expect.stringContaining('There is no such case') });
    expect(await counts(s)).toEqual({ owed: 0, aside: 0 });
    expect(await looks(s, s.as('teacher3').id)).toMatchObject([
      { type: 'attempt_refused', data: { what: 'evidence', case: s.id } },
    ]);
  });

  it('by somebody Accord does not know gets the card for strangers, whatever the reference', async () => {
    const s = await scene(await open());
    const who = { platform: 'playground' as const, user: 'nobody' };
    const replies = [];
    for (const words of ['AC-26-0001', 'AC-26-0099', ''])
      replies.push(await evidence(s.app, who, { words, files: ['f'], key: words }));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    const [reply] = replies;
    expect(reply?.is === 'card' && cardText(reply.card)).toContain('does not know you');
  });

  it('for a case that is closed is refused at once, with why', async () => {
    const s = await scene(await open());
    await s.as('head').fill('close', s.id, {
      outcome: 'no_breach',
      outline: 'not_upheld',
      reason: 'Nothing in it.',
    });
    const reply = await send(s, 'teacher', 'AC-26-0001', [s.surface.give(PHOTO)]);
    expect(reply).toMatchObject({ is: 'said', level: 'refused', text: expect.stringContaining('closed') });
    expect(await counts(s)).toEqual({ owed: 0, aside: 0 });
  });
});

describeOnBothDatabases('"Send me the file"', (open) => {
  async function withFile(store: OpenedStore): Promise<Scene> {
    const s = await scene(store);
    await send(s, 'teacher', 'AC-26-0001', [s.surface.give(PHOTO)]);
    await s.settle();
    return s;
  }

  it('pressed twice sends it once', async () => {
    const s = await withFile(await open());
    const button = fileButton(await s.as('head').say('show AC-26-0001'));
    const [first, second] = [await press(s, 'head', button), await press(s, 'head', button)];
    expect(second).toEqual(first);
    await s.settle();
    expect(filesOf(s, 'head')).toHaveLength(1);
  });

  it('is refused to everybody who does not see the whole case, and each try is written down', async () => {
    const s = await withFile(await open());
    const { tap } = fileButton(await s.as('head').say('show AC-26-0001'));
    for (const role of ['teacher', 'teacher3', 'office', 'dsl', 'chair', 'admin', 'dpo'] as const) {
      const reply = await s.as(role).tap(tap);
      expect(reply, role).toMatchObject({ is: 'said', level: 'refused' });
      expect(reply.is === 'said' && reply.text, role).toContain('There is no such case');
      expect((await looks(s, s.as(role).id)).at(-1), role).toMatchObject({
        type: 'attempt_refused',
        data: { what: 'send_file' },
      });
      await s.settle();
      expect(filesOf(s, role), role).toEqual([]);
    }
  });

  it('with the file of another case, or of none, sends nothing', async () => {
    const s = await withFile(await open());
    const { tap } = fileButton(await s.as('head').say('show AC-26-0001'));
    if (tap.tap !== 'act') throw new Error('The button does not act.');
    await s.as('teacher2').fill('report', null, REPORT);
    const other = await s.caseByRef('AC-26-0002');
    for (const forged of [
      { ...tap, case: other },
      { ...tap, carries: { file: 'nothing' } },
      { ...tap, carries: {} },
    ])
      expect(await s.as('head').tap(forged)).toMatchObject({ is: 'said', level: 'refused' });
    await s.settle();
    expect(filesOf(s, 'head')).toEqual([]);
  });

  it('sends nothing to somebody who lost their place before it went out', async () => {
    const s = await withFile(await open());
    const head = s.as('head');
    await press(s, 'head', fileButton(await head.say('show AC-26-0001')));
    await head.fill('stand_aside', s.id, { member: head.id, why: 'related' }, { member: head.id });
    await s.settle();
    expect(filesOf(s, 'head')).toEqual([]);
    expect(await s.store.read((unit) => unit.owed.counts())).toEqual({ owed: 0, aside: 0, redraws: 0 });
  });

  it('says so where the file has been erased', async () => {
    const s = await withFile(await open());
    const [fact] = await kept(s);
    const file = fact?.data.file;
    if (typeof file !== 'object' || file === null || !('id' in file)) throw new Error('No file was kept.');
    await s.store.write((unit) => unit.files.erase(s.school.id, ParticularsId.parse(file.id)));
    await press(s, 'head', fileButton(await s.as('head').say('show AC-26-0001')));
    await s.settle();
    expect(filesOf(s, 'head')).toEqual([]);
    expect(lastTold(s, 'head')).toContain('has been erased from AC-26-0001');
    expect(await verifyAudit(s.store)).toMatchObject({ ok: true });
  });

  it('still works on a case that is closed, for whoever sees it whole', async () => {
    const s = await withFile(await open());
    await s.as('head').fill('close', s.id, {
      outcome: 'no_breach',
      outline: 'not_upheld',
      reason: 'Nothing in it.',
    });
    await press(s, 'head', fileButton(await s.as('head').say('show AC-26-0001')));
    await s.settle();
    expect(filesOf(s, 'head')).toHaveLength(1);
  });
});

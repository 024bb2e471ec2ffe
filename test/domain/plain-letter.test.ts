import { describe, expect, it } from 'vitest';
import { plainLetter } from '../../src/domain/letters/plain.ts';

describe('a letter shown in a chat', () => {
  it('reads as it will on paper, without the marks that shape it', () => {
    const markdown =
      '**Larkfield Primary**\n\n1 Lane\\\nTown\n\n# Your side\n\n<!-- says: heard -->\nDear **Ms Bell**,\n\n- one\n- two\n';
    expect(plainLetter(markdown)).toBe(
      'Larkfield Primary\n\n1 Lane\nTown\n\nYour side\n\nDear Ms Bell,\n\n- one\n- two',
    );
  });

  it('shows what people typed as they typed it', () => {
    expect(plainLetter('\\*\\*not bold\\*\\* \\<script\\> \\[x\\]')).toBe('**not bold** <script> [x]');
  });
});

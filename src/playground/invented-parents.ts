import type { Person } from '../domain/contacts/person.ts';

type Invented = Pick<Person, 'name' | 'detail'> & Partial<Person>;

/** Nobody: every name, child and address here is made up. Two share a surname, as happens. */
export const INVENTED_PARENTS: readonly Invented[] = [
  {
    name: 'Jordan Vale',
    detail: 'red coat',
    relationship: 'father',
    children: [{ name: 'Maya Vale', class: 'Oak' }],
    address: '1 Invented Road',
  },
  {
    name: 'Sam Vale',
    detail: '',
    relationship: 'mother',
    children: [{ name: 'Maya Vale', class: 'Oak' }],
    address: '7 Made-up Close',
    separateAddress: true,
  },
  {
    name: 'Chris Ainsley',
    detail: 'parent of Leo, Willow class (invented); silver estate car',
    address: '3 Invented Road',
  },
  {
    name: 'Farah Anwar',
    detail: '',
    relationship: 'mother',
    children: [
      { name: 'Zayd Anwar', class: 'Elm' },
      { name: 'Noor Anwar', class: 'Ash' },
    ],
    address: '22 Pretend Street',
  },
  {
    name: 'Martin Doyle',
    detail: 'grandfather of Aoife, Ash class (invented); walks with a stick',
    largePrint: true,
  },
  {
    name: 'Kasia Nowak',
    detail: 'mother of Filip, Elm class (invented)',
    language: 'Polish',
    interpreter: true,
    address: '9 Pretend Street',
  },
  { name: 'Dev Chaudhry', detail: 'carer of Isla, Willow class (invented)', address: '14 Made-up Close' },
  { name: 'Robin Peake', detail: 'parent of Jude, Oak class (invented); parent governor candidate' },
];

import type { Person } from '../domain/contacts/person.ts';

type Invented = Pick<Person, 'name' | 'detail'> &
  Partial<Pick<Person, 'address' | 'needs' | 'separateAddress'>>;

/** Nobody: every name, child and address here is made up. Two share a surname, as happens. */
export const INVENTED_PARENTS: readonly Invented[] = [
  {
    name: 'Jordan Vale',
    detail: 'father of Maya, Oak class (invented); red coat',
    address: '1 Invented Road',
  },
  {
    name: 'Sam Vale',
    detail: 'mother of Maya, Oak class (invented)',
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
    detail: 'mother of Zayd and Noor, Elm and Ash classes (invented)',
    address: '22 Pretend Street',
  },
  {
    name: 'Martin Doyle',
    detail: 'grandfather of Aoife, Ash class (invented); walks with a stick',
    needs: 'Large print',
  },
  {
    name: 'Kasia Nowak',
    detail: 'mother of Filip, Elm class (invented)',
    needs: 'Letters in Polish',
    address: '9 Pretend Street',
  },
  { name: 'Dev Chaudhry', detail: 'carer of Isla, Willow class (invented)', address: '14 Made-up Close' },
  { name: 'Robin Peake', detail: 'parent of Jude, Oak class (invented); parent governor candidate' },
];

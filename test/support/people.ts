import { randomUUID } from 'node:crypto';
import { identityOf } from '../../src/features/identity/identity.ts';
import type { Prisma } from '../../src/kit/postgres/client.ts';

/** Invented people of four languages, and how their names are mistyped: always the same for one seed. */

export type Person = { givenName: string; familyName: string; birthDate: string; reference: string };

const words = (text: string): string[] => text.trim().split(/\s+/);

const languages = [
  {
    given:
      words(`James Mary Robert Patricia Michael Jennifer William Linda David Elizabeth Richard Barbara Joseph Susan
      Thomas Jessica Charles Sarah Christopher Karen Daniel Lisa Matthew Nancy Anthony Betty Mark Sandra Donald Ashley
      Steven Emily Andrew Kimberly Joshua Margaret Kenneth Donna Kevin Michelle Brian Carol George Amanda Timothy Melissa`),
    family:
      words(`Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Thomas Taylor Moore Jackson Martin Lee
      Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker Hall
      Campbell Mitchell Carter Roberts Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers
      Morgan O'Brien McDonald Schultz Kowalski Nowakowski Petersen Schroeder Zimmermann Brzezinski Van-Dyke MacIntyre`),
    families: 1,
  },
  {
    given:
      words(`José María Juan Guadalupe Luis Juana Carlos Margarita Francisco Rosa Jesús Verónica Miguel Leticia
      Alejandro Adriana Jorge Yolanda Pedro Silvia Antonio Gabriela Ricardo Claudia Fernando Patricia Roberto Alicia
      Daniel Graciela Eduardo Rocío Sergio Martha Rafael Beatriz Raúl Isabel Martín Marisol Héctor Araceli Óscar Inés`),
    family:
      words(`García Hernández Martínez López González Rodríguez Pérez Sánchez Ramírez Cruz Flores Gómez Morales
      Vázquez Jiménez Reyes Díaz Torres Gutiérrez Ruiz Mendoza Aguilar Ortiz Castillo Moreno Romero Álvarez Méndez Chávez
      Rivera Juárez Ramos Domínguez Herrera Medina Castro Vargas Guzmán Velázquez Muñoz Rojas Contreras Salazar Luna
      Ibáñez Quintanilla Peñaloza Zúñiga Echeverría Villaseñor`),
    families: 2,
  },
  {
    given:
      words(`Pa Mai Chue Tou Xee Yer Kao Nhia Bao Ger Shoua Neng Pang Houa Mao Yeng Chia Doua Blia Vang Toua Sheng
      Maisee Paokou Gaoly Tswv Nkauj Fong Kong Chong Lor Zoua Cheng Teng`),
    family: words(
      `Vang Xiong Yang Lee Her Thao Moua Vue Lor Cha Khang Hang Kue Chang Thor Fang Kong Chue Lo Xyooj Pha Cheng`,
    ),
    families: 1,
  },
  {
    given:
      words(`Mohammed Fatima Ahmed Aisha Abdullahi Khadija Hassan Maryam Yusuf Halima Ibrahim Zahra Ismail Amina
      Abdirahman Hodan Mustafa Nasra Khalid Layla Omar Hawa Mahmoud Samira Tariq Naima Bashir Noor Hussein Sahra`),
    family:
      words(`Ali Hassan Mohamud Abdi Farah Warsame Al-Rashidi Al-Masri Haddad Khoury Nasser Mansour Saleh Aden Osman
      Jama Elmi Barre Hussein Ibrahim Noor Suleiman Abdulqadir Sheikh Al-Khatib Hamdan Darwish Qureshi Guled Egal`),
    families: 1,
  },
];

/** Numbers from 0 up to 1, in an order that the seed says. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function peopleOf(count: number, random: () => number): Person[] {
  // Names that come first are more common, as they are.
  const common = <T>(list: readonly T[]): T => list[Math.floor(random() ** 1.6 * list.length)] as T;
  return Array.from({ length: count }, (_, index) => {
    const { given, family, families } = languages[index % languages.length] as (typeof languages)[number];
    const day = Math.floor(random() * 25_000);
    return {
      givenName: random() < 0.15 ? `${common(given)} ${common(given)}` : common(given),
      familyName: Array.from({ length: families }, () => common(family)).join(' '),
      birthDate: new Date(Date.UTC(1940, 0, 1) + day * 86_400_000).toISOString().slice(0, 10),
      reference: `C-${10_000 + index}`,
    };
  });
}

/** One slip of the keyboard in the longest word: a letter left out, doubled, changed, or two that changed places. */
export function mistyped(name: string, random: () => number): string {
  const longest = name.split(/[ '-]/).reduce((one, other) => (other.length > one.length ? other : one), '');
  if (longest.length < 4) return name;
  const at = 1 + Math.floor(random() * (longest.length - 2));
  const [before, letter, next, after] = [
    longest.slice(0, at),
    longest.charAt(at),
    longest.charAt(at + 1),
    longest.slice(at + 2),
  ];
  const near = 'etaoinsrhl'.charAt(Math.floor(random() * 10));
  const slips = [
    `${next}${after}`,
    `${letter}${letter}${next}${after}`,
    `${near}${next}${after}`,
    `${next}${letter}${after}`,
  ];
  return name.replace(longest, `${before}${slips[Math.floor(random() * slips.length)]}`);
}

/** As they were before there was a search: nobody finds them. So many at once as a busy machine takes within a transaction. */
export async function putOnRecord(
  prisma: Prisma,
  agencyId: string,
  people: readonly Person[],
): Promise<void> {
  if (people.length > 500) {
    await putOnRecord(prisma, agencyId, people.slice(0, 500));
    return await putOnRecord(prisma, agencyId, people.slice(500));
  }
  const all = people.map((one) => ({ ...one, id: randomUUID() }));
  const at = new Date(0);
  const [kind, state, hash, by] = [
    'identity',
    'current',
    '',
    { staffId: 'system', role: 'system', agencyId },
  ];
  const contents = all.map(({ id, reference, ...told }) => ({
    id,
    content: { ...identityOf(reference, told), source: { type: 'before-revisions' } },
  }));
  await prisma.$transaction([
    prisma.document.createMany({
      data: contents.map(({ id, content }) => ({
        ...{ id, agencyId, clientId: id, kind, revision: 1, state, content, hash },
        ...{ createdAt: at, createdBy: by, updatedAt: at, updatedBy: by },
      })),
    }),
    prisma.documentRevision.createMany({
      data: contents.map(({ id, content }) => ({
        ...{ documentId: id, revision: 1, act: 'record', state, content, hash, actor: by },
        ...{ occurredAt: at, recordedAt: at, commandId: 'before-revisions', fingerprint: '' },
      })),
    }),
    prisma.client.createMany({ data: all.map((one) => ({ ...one, agencyId, identityRevision: 1 })) }),
  ]);
}

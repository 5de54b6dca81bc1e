import { type Act, act, step } from './teller.ts';

const text = {
  ...{ type: 'contact', context: 'Weekly visit.', place: 'Her room.', purpose: 'Looking at the plan.' },
  ...{ facts: 'She has looked at two rooms.', impressions: 'Tired, and in good spirits.' },
  ...{ quotes: ['I want a door I can lock.'], resolution: 'One room is kept in mind.' },
  nextSteps: 'Calls the landlord on Tuesday.',
};
const note = (at: string, name: string, body: object): Act =>
  act(at, (teller) => teller.begins('coordinator', 'notes', body, name));
const noteAct = (at: string, name: string, what: string, body: object = {}): Act =>
  act(at, (teller) => teller.does('coordinator', `notes/${teller.named(name)}/acts/${what}`, body));

/** Notes in time, late and added to; a consultation (DO). */
export const papers: Act[] = [
  note('2037-03-09 12:00', 'note-march', { text, happenedAt: '2037-03-09T10:00:00-05:00' }),
  noteAct('2037-03-09 12:30', 'note-march', 'sign'),
  note('2037-03-20 12:00', 'note-late', { text, happenedAt: '2037-03-16T10:00:00-05:00' }),
  noteAct('2037-03-20 12:10', 'note-late', 'sign'),
  noteAct('2037-03-23 12:00', 'note-late', 'add', { text: 'The landlord has called back.' }),
  step('2037-03-24 13:00', 'consultSupervisor', { question: 'A room above a bar.' }, { key: 'consultation' }),
  step('2037-03-24 16:00', 'documentConsultation', {
    ...{ about: 'consultation', summary: 'Risk and rent weighed.', decision: 'Looks on.' },
  }),
  act('2037-03-13 16:30', async (teller) => {
    const reply = await teller.sends('coordinator', '/mis/batches', {}, 'batch');
    const { batchId } = reply.body as { batchId: string };
    await teller.sends('coordinator', `/mis/batches/${batchId}/entered`, {}, 'batch-entered');
  }),
];

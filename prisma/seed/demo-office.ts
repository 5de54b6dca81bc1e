import type { Login, SeededAgency } from './agency.ts';

/** How the demo asks the API; what comes back of a document names its id. */
type Call = (login: Login, path: string, body?: unknown, key?: string) => Promise<unknown>;

const idIn = (reply: unknown): string => String((reply as { documentId?: string }).documentId);

/**
 * What an agency does beside its clients: who supervises whom, a case review that was held and wants its signatures, one
 * that is planned, somebody new whose file is not complete, and somebody who had to look at another's client at night.
 */
export async function tellOffice(
  call: Call,
  {
    agency: { staffIds },
    dayIn,
    clients,
  }: { agency: SeededAgency; dayIn: (days: number) => string; clients: ReadonlyMap<string, string> },
): Promise<void> {
  const supervised = ['coordinator', 'coordinator3'] as const;
  for (const login of supervised)
    await call('supervisor', `/staff/${staffIds[login]}/supervision/acts/name-supervisor`, {
      supervisorId: staffIds.supervisor,
    });

  const held = `/staff/${staffIds.coordinator}/case-reviews`;
  const review = `${held}/${idIn(await call('supervisor', held, { plannedOn: dayIn(0), format: 'in-person' }))}`;
  await call('coordinator', `${review}/acts/prepare`, {
    remarks: 'Two of them have not been reached this week.',
  });
  const looked = { what: 'Not seen for over two weeks.', decided: 'A visit at home, with her sister.' };
  await call('supervisor', `${review}/acts/hold`, {
    format: 'in-person',
    items: [{ enrollmentId: clients.get('D-1102'), ...looked }],
    points: [{ what: 'Call her sister first.', who: 'coordinator', dueOn: dayIn(3) }],
  });
  await call('supervisor', `/staff/${staffIds.coordinator3}/case-reviews`, {
    ...{ plannedOn: dayIn(2), format: 'virtual' },
  });

  const { name, email } = { name: 'Imre Castellanos', email: 'imre.castellanos@throughline.example' };
  const hired = await call('director', '/staff', {
    ...{ name, email, role: 'coordinator', hiredOn: dayIn(-6) },
  });
  await call('director', `/staff/${idIn(hired)}/file/acts/send-notice`, {});

  await call('coordinator3', `/enrollments/${clients.get('D-1101')}/break-glass`, {
    reason: 'She stood at our door at night and asked for her own coordinator.',
  });
}

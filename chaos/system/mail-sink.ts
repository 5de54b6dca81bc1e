import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { holdsHeader } from '../../src/kit/delivery/smtp.ts';
import type { MailTrouble } from '../plan/faults.ts';

/** `mail`: which one it came in; several messages may come in one. */
export type Received = { id: string; at: number; mail: number };

export type MailSink = {
  url: string;
  /** Every message that was taken in, by its id as a mail names it, also those whose sender never learnt of it. */
  received: readonly Received[];
  /** Mails whose sender was left without an answer: each may be sent once more. */
  unanswered(): number;
  trouble(how: MailTrouble | null): Promise<void>;
  stop(): Promise<void>;
};

/** A mail server that keeps the ids of what it gets, takes its time for each, and can be made to misbehave. */
export async function startMailSink(takesMs = 0): Promise<MailSink> {
  const received: Received[] = [];
  let unanswered = 0;
  let mails = 0;
  let mode: MailTrouble | null = null;
  let server = listenOn(0);
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;

  function listenOn(at: number): SMTPServer {
    const made = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 1,
      onConnect(_session, callback) {
        if (mode !== 'hangs') callback();
      },
      onMailFrom(_address, _session, callback) {
        callback(mode === 'refuses' ? Object.assign(new Error('later'), { responseCode: 451 }) : null);
      },
      onData(stream, _session, callback) {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
        stream.on('end', () => {
          mails += 1;
          for (const id of messagesIn(text)) received.push({ id, at: Date.now(), mail: mails });
          if (mode === 'takes-and-hangs-up') {
            unanswered += 1;
            // Taken in, and its sender told otherwise: as if the line had been cut before the answer.
            callback(Object.assign(new Error('gone'), { responseCode: 421 }));
            return;
          }
          setTimeout(callback, takesMs);
        });
      },
    });
    made.on('error', () => undefined); // a client that was killed half-way
    made.listen(at, '127.0.0.1');
    return made;
  }

  const close = (): Promise<void> => new Promise((done) => server.close(() => done()));
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    unanswered: () => unanswered,
    async trouble(how) {
      const wasDown = mode === 'down';
      mode = how;
      if (how === 'down') await close();
      else if (wasDown) {
        server = listenOn(port);
        await once(server.server, 'listening');
      }
    },
    async stop() {
      if (mode !== 'down') await close();
    },
  };
}

/** The ids of the messages that a mail holds; long headers come folded. */
function messagesIn(mail: string): string[] {
  const [head = ''] = mail.split('\r\n\r\n', 1);
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const held = new RegExp(`^${holdsHeader}:(.*)$`, 'im').exec(unfolded)?.[1]?.trim();
  return held ? held.split(/\s+/) : ['without an id'];
}

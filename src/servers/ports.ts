import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** A port that something is about to need, and how the person can move it. */
export interface PortNeed {
  port: number;
  usedBy: string;
  variable: string;
}

// Below the ports that systems give to outgoing connections (32,768 and up on Linux, 49,152 elsewhere), which is also
// what Temporal's cluster membership wants.
const lowest = 11_000;
const highest = 30_999;

/**
 * A free port on the loopback interface that no outgoing connection is ever given: neither until something listens
 * there, nor while a server that was stopped is away. (One that is in that range may even be connected to by itself.)
 */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest + 1);
    if (await portIsFree(port, host)) return port;
  }
}

/** Whether the port can be listened on (EACCES, a privileged port, counts as not free). */
export function portIsFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** One sentence for each port that is taken or wanted twice; empty when all can be had. */
export async function portProblems(
  needs: readonly PortNeed[],
  isFree: (port: number) => Promise<boolean> = portIsFree,
): Promise<string[]> {
  const problems: string[] = [];
  const seen = new Map<number, PortNeed>();
  for (const need of needs) {
    const other = seen.get(need.port);
    if (other) {
      problems.push(
        `Port ${need.port} is wanted twice, by ${other.usedBy} (${other.variable}) and by ${need.usedBy} (${need.variable}): change one of the two.`,
      );
      continue;
    }
    seen.set(need.port, need);
    if (!(await isFree(need.port)))
      problems.push(
        `Port ${need.port} is in use, and ${need.usedBy} needs it: stop what listens there, or set ${need.variable} to another port.`,
      );
  }
  return problems;
}

/** Whether something accepts connections there. */
export function accepts(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 2_000 });
    const answer = (open: boolean) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });
}

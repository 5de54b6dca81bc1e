/**
 * How the processes are started with Node.js. Traces in terms of the sources cost the API nothing; of the worker they
 * would take a twentieth of its time, since the SDK makes a function, and with it a look for a source map, for each
 * promise of a workflow. Its workflows have a source map of their own.
 */
export function nodeOptions(name: 'worker' | 'api'): string[] {
  return name === 'api' ? ['--enable-source-maps'] : [];
}

import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from './installed.ts';
import { toolsDir } from './paths.ts';
import { run, tail } from './run.ts';
import { messageOf, SetupError, silent, type Progress } from './setup-error.ts';

/** What `TestWorkflowEnvironment.createTimeSkipping({ server: { executable } })` takes. */
export type TimeSkippingExecutable =
  { type: 'existing-path'; path: string } | { type: 'cached-download'; downloadDir: string };

const version = '1.38.0';
const folderName = `temporal-test-server-${version}`;

/**
 * Temporal's server with a clock that jumps over waiting time, for tests and `simulate`. In this order:
 * TEMPORAL_TEST_SERVER, the one kept in .tools, Maven's jars, the SDK's own download (tried by the SDK itself when
 * the server starts, since that is the only way to know whether it works).
 */
export async function timeSkippingServer(progress: Progress = silent): Promise<TimeSkippingExecutable> {
  const given = process.env['TEMPORAL_TEST_SERVER'];
  if (given !== undefined && given !== '') {
    if (!existsSync(given))
      throw new SetupError(
        `TEMPORAL_TEST_SERVER is ${given}, and there is no such file. Correct it or unset it.`,
      );
    return { type: 'existing-path', path: given };
  }
  const launcher = join(toolsDir, folderName, 'temporal-test-server');
  if (existsSync(launcher)) return { type: 'existing-path', path: launcher };
  try {
    progress(`installing the time-skipping Temporal server with Maven (38 MB, once)`);
    await installed(folderName, fromMaven);
    return { type: 'existing-path', path: launcher };
  } catch (error) {
    progress(
      `Maven could not install the time-skipping server: ${messageOf(error)}. Trying the Temporal SDK's own download; with no access to it, install a JDK (17 or later) with Maven, or set TEMPORAL_TEST_SERVER.`,
    );
    return { type: 'cached-download', downloadDir: toolsDir };
  }
}

async function fromMaven(folder: string): Promise<void> {
  writeFileSync(join(folder, 'pom.xml'), pom);
  const java = await run('java', ['-version']);
  if (java.missing) throw new SetupError('java is not installed');
  const args = ['-q', '-B', '-ntp', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
  const result = await run('mvn', args, { cwd: folder });
  if (result.missing) throw new SetupError('mvn is not installed');
  if (result.code !== 0) throw new SetupError(`mvn failed: ${tail(result.output, 3)}`);
  rmSync(join(folder, 'pom.xml'));
  const launcher = join(folder, 'temporal-test-server');
  writeFileSync(launcher, launcherScript);
  chmodSync(launcher, 0o755);
}

const launcherScript = `#!/bin/sh
# Ends the server when whoever started it is gone; a killed test run would leave it behind.
parent=$PPID
(while kill -0 "$parent" && kill -0 $$; do sleep 2; done; kill $$) </dev/null >/dev/null 2>&1 &
# A short-lived server: the quick compiler and the simple collector start it sooner.
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>throughline</groupId>
  <artifactId>time-skipping-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-dependency-plugin</artifactId>
        <version>3.8.1</version>
      </plugin>
    </plugins>
  </build>
</project>
`;

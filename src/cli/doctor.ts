import { checkAttachments } from './doctor/attachments.ts';
import { checkCaseloads } from './doctor/caseloads.ts';
import { checkDisclosures } from './doctor/disclosures.ts';
import { checkOldSeals } from './doctor/old-seals.ts';
import { checkSearchTokens } from './doctor/search-tokens.ts';
import { checkStaffFiles } from './doctor/staff-files.ts';
import { findingText, type Finding } from './doctor/finding.ts';
import { checkOwnServers } from './doctor/reachable.ts';
import { checkData, checkDisk, checkPorts, checkSealKey, checkSettings } from './doctor/state.ts';
import { checkNode, checkPackages, checkTemporalCli, checkTimeSkippingServer } from './doctor/tools.ts';

// npm run doctor: looks at everything `npm start` and the tests need, changes nothing. Exit code 1 when one is broken.
process.stdout.on('error', () => process.exit(1)); // `| head` hangs up early

const counted = { ok: 0, warn: 0, fail: 0 };

function report(findings: readonly Finding[]): void {
  for (const finding of findings) {
    counted[finding.level] += 1;
    console.log(findingText(finding));
  }
}

report(await checkNode());
report(await checkPackages());
const { settings, findings } = checkSettings();
report(findings);
// Not needed when a server of one's own is named.
if (settings?.temporalAddress === undefined) report([await checkTemporalCli()]);
report([await checkTimeSkippingServer(), checkDisk(), ...checkData(), checkSealKey()]);
if (settings) {
  report(await checkPorts(settings));
  report(await checkOwnServers(settings));
  report(await checkCaseloads(process.env));
  report(await checkStaffFiles(process.env));
  report(await checkOldSeals(process.env));
  report(await checkSearchTokens(process.env));
  report(await checkAttachments(process.env));
  report(await checkDisclosures(process.env));
}
console.log(`\n${counted.ok} ok, ${counted.warn} to look at, ${counted.fail} broken`);
process.exitCode = counted.fail > 0 ? 1 : 0;

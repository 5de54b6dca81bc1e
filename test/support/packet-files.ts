import { Buffer } from 'node:buffer';
import type { Browser } from 'playwright-core';
import PdfDocument from 'pdfkit';
import { filesOfKinds } from './files-of-kinds.ts';

/** A paper as it comes from another agency: its bytes, and what a reader finds on it. */
export type PacketFile = { fileName: string; mediaType: string; bytes: Buffer };

const lines = (of: string) => ['Placement criteria', of, 'Dimension 6: needs a place to live', 'Level 2.1'];

/** The same paper of one client, as each kind of file that somebody may send. */
export async function packetFiles(browser: Browser, of: string): Promise<Record<string, PacketFile>> {
  const page = await browser.newPage({ viewport: { width: 620, height: 400 } });
  try {
    await page.setContent(
      `<body style="font: 24px sans-serif; margin: 40px">${lines(of)
        .map((line) => `<p>${line}</p>`)
        .join('')}</body>`,
    );
    const file = (fileName: string, mediaType: string, bytes: Buffer): PacketFile => ({
      ...{ fileName, mediaType, bytes },
    });
    const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    return {
      pdf: file('criteria.pdf', 'application/pdf', await pdfOf(lines(of))),
      png: file('criteria.png', 'image/png', await page.screenshot({ type: 'png' })),
      jpeg: file('criteria.jpg', 'image/jpeg', await page.screenshot({ type: 'jpeg', quality: 90 })),
      text: file('criteria.txt', 'text/plain', Buffer.from(`${lines(of).join('\n')}\n`)),
      docx: file('criteria.docx', docx, filesOfKinds[docx] ?? Buffer.alloc(0)),
      heic: file('criteria.heic', 'image/heic', filesOfKinds['image/heic'] ?? Buffer.alloc(0)),
    };
  } finally {
    await page.close();
  }
}

function pdfOf(words: readonly string[]): Promise<Buffer> {
  const paper = new PdfDocument({ size: 'LETTER' });
  const pieces: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve) => {
    paper.on('data', (piece: Buffer) => void pieces.push(piece));
    paper.on('end', () => resolve(Buffer.concat(pieces)));
  });
  for (const line of words) paper.fontSize(16).text(line);
  paper.end();
  return whole;
}

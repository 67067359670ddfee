import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cutAtEveryByte } from "./byte-cuts.js";
import { startLocalService, type LocalService } from "./local-service.js";
import { EVERY_KIND, nameOf } from "./reader-kinds.js";
import { tell } from "./tell.js";

/** One byte in so many; `npm run soak` takes every one. A prime, so that all places of a line come up. */
const STEP = Number(process.env["CUT_EVERY"] ?? 211);

let service: LocalService;

beforeAll(async () => {
	service = await startLocalService();
});

afterAll(async () => {
	expect(await service.stop()).toBe(true);
});

describe("a session cut at any byte", () => {
	it.each(EVERY_KIND.map((kind, index) => [nameOf(kind), kind, index] as const))(
		"[CT5] of a reader by %s goes on with nothing lost, doubled or out of order",
		async (_, kind, index) => {
			const result = await cutAtEveryByte({
				port: service.port,
				world: `town-${index}`,
				seed: 11 + index,
				kind,
				step: STEP,
			});
			await tell(`every byte, ${result.reader}`, { ...result });
			expect(result.faults).toEqual([]);
			// A session of polls has more answers at one time than at another.
			expect(result.cuts).toBeGreaterThan(result.bytes / STEP / 3);
			process.stdout.write(`${result.reader}: ${result.cuts} cuts of ${result.bytes} bytes\n`);
		},
		600_000,
	);
});

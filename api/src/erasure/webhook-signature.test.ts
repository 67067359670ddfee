import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signatureProblem } from "./webhook-signature.js";

const secret = "shared with Roblox";
const now = 1_700_000_000;
const body = Buffer.from('{"EventType":"RightToErasureRequest"}');

function sign(time: number, signed = body, by = secret): string {
	return createHmac("sha256", by).update(`${time}.`).update(signed).digest("base64");
}

const problemOf = (header: string | undefined, sent = body) =>
	signatureProblem({ header, body: sent }, { secret, now });

describe("a webhook's signature", () => {
	it("[ER3] is right where it is of these bytes, by this secret, of these minutes", () => {
		for (const time of [now, now - 600, now + 600]) {
			expect(problemOf(`t=${time},v1=${sign(time)}`)).toBeUndefined();
			expect(problemOf(` v1=${sign(time)} , t=${time}`)).toBeUndefined();
		}
	});

	it.each([
		["absent", undefined],
		["without a signature, as where no secret is set", `t=${now}`],
		["without a time", `v1=${sign(now)}`],
		["of another time than it says", `t=${now - 1},v1=${sign(now)}`],
		["by another secret", `t=${now},v1=${sign(now, body, "guessed")}`],
		["of another body", `t=${now},v1=${sign(now, Buffer.from("{}"))}`],
		["a replay", `t=${now - 601},v1=${sign(now - 601)}`],
		["of the future", `t=${now + 601},v1=${sign(now + 601)}`],
		["empty", `t=${now},v1=`],
		["no number", `t=NaN,v1=${sign(Number.NaN)}`],
	])("[ER3] is refused where it is %s", (_, header) => expect(problemOf(header)).toBeDefined());

	it("[ER3] is refused after any change of the body", () => {
		fc.assert(
			fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
				const changed = Buffer.from(body);
				changed[at] = changed[at]! ^ by;
				expect(problemOf(`t=${now},v1=${sign(now)}`, changed)).toBeDefined();
			}),
		);
	});
});

import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { HttpAnswer } from "../backend/http-port";
import { verdictOf } from "./verdict";

const answered = (status: number, body?: unknown, retryAfterSeconds?: number): HttpAnswer => ({
	kind: "answered",
	status,
	body,
	retryAfterSeconds,
	bytesSent: 1,
});

/** `again/server` and the like. */
function read(answer: HttpAnswer): string {
	const verdict = verdictOf(answer);
	return "failure" in verdict ? `${verdict.kind}/${verdict.failure}` : verdict.kind;
}

export = (t: Suite) => {
	t.it("takes the backend's confirmation", () => {
		const body = { ok: true, duplicate: true, watchers: 2, ignored: [{ path: "a", reason: "unknown" }] };
		expect(verdictOf(answered(200, body))).toEqual({
			kind: "taken",
			duplicate: true,
			watchers: 2,
			ignored: ["a: unknown"],
		});
		expect(verdictOf(answered(200, { ok: true }))).toEqual({
			kind: "taken",
			duplicate: false,
			watchers: undefined,
			ignored: [],
		});
	});
	t.it("takes no other 200 for it", () => {
		for (const body of [undefined, "<html>", {}, { ok: false }, { ok: true, watchers: "many" }]) {
			expect(read(answered(200, body))).toBe("again/server");
		}
	});
	t.it("knows a gap by its mark", () => {
		expect(read(answered(409, { title: "x", needFull: true }))).toBe("needFull");
		expect(read(answered(409, { title: "x" }))).toBe("refused");
	});
	t.it("tries again after whatever may pass", () => {
		for (const status of [500, 502, 503, 504, 301, 0]) expect(read(answered(status))).toBe("again/server");
		for (const status of [408, 425, 429]) expect(read(answered(status))).toBe("again/busy");
		expect(read({ kind: "lost", reason: "HttpError: Timedout", bytesSent: 1 })).toBe("again/lost");
		const verdict = verdictOf(answered(429, undefined, 7));
		expect(verdict.kind === "again" && verdict.retryAfterSeconds).toBe(7);
	});
	t.it("waits for somebody where key, address or settings are wrong, and says which", () => {
		for (const status of [401, 403, 404, 405]) expect(read(answered(status))).toBe("barred/barred");
		expect(read({ kind: "unsent", reason: "Http requests are not enabled" })).toBe("barred/unsent");
		const detail = (status: number) => (verdictOf(answered(status)) as { detail: string }).detail;
		expect(detail(401).match("EARSHOT_API_KEY")[0] !== undefined).toBe(true);
		expect(detail(404).match("at this address.*404")[0] !== undefined).toBe(true);
	});
	t.it("gives up bytes that are refused, with the reasons the backend gave", () => {
		for (const status of [400, 413, 415, 422, 418]) expect(read(answered(status))).toBe("refused");
		const errors = [1, 2, 3, 4, 5, 6, 7].map((i) => ({ path: `p${i}`, message: "bad" }));
		const verdict = verdictOf(answered(400, { title: "Invalid", detail: "not a snapshot", errors }));
		expect(verdict).toEqual({
			kind: "refused",
			detail: "HTTP 400; Invalid; not a snapshot; p1: bad; p2: bad; p3: bad; p4: bad; p5: bad; and 2 more",
			paths: errors.map(({ path }) => path),
			tooLarge: false,
		});
		expect(verdictOf(answered(413))).toEqual({
			kind: "refused",
			detail: "HTTP 413",
			paths: [],
			tooLarge: true,
		});
		expect(read(answered(400, { errors: "none" }))).toBe("refused");
	});
};

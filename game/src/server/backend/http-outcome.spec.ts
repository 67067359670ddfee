import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { answered, thrown } from "./http-outcome";

const decode = (text: string) => (text === "{" ? error("Can't parse JSON") : { text });

function retryAfterOf(value: string, name = "retry-after"): number | undefined {
	const answer = answered({ StatusCode: 503, Headers: { [name]: value }, Body: "" }, 1, decode);
	return answer.kind === "answered" ? answer.retryAfterSeconds : -1;
}

export = (t: Suite) => {
	t.it("hands on status, decoded body and size", () => {
		expect(answered({ StatusCode: 201, Headers: {}, Body: "hi" }, 12, decode)).toEqual({
			kind: "answered",
			status: 201,
			body: { text: "hi" },
			retryAfterSeconds: undefined,
			bytesSent: 12,
		});
	});
	t.it("has no body where the text is not JSON", () => {
		const answer = answered({ StatusCode: 502, Headers: {}, Body: "{" }, 12, decode);
		expect(answer.kind === "answered" && answer.body === undefined).toBe(true);
	});
	t.it("reads seconds to wait from the header in whatever case, and nothing else", () => {
		expect(retryAfterOf("5")).toBe(5);
		expect(retryAfterOf("5", "Retry-After")).toBe(5);
		expect(retryAfterOf("0")).toBe(0);
		for (const text of ["-1", "inf", "nan", "", "Wed, 21 Oct 2026 07:28:00 GMT"]) {
			expect(retryAfterOf(text), text).toBe(undefined);
		}
	});
	t.it("hands on the tag of what it answered with, however its header is spelt", () => {
		for (const name of ["ETag", "etag"]) {
			const answer = answered({ StatusCode: 304, Headers: { [name]: '"7"' }, Body: "" }, 0, decode);
			expect(answer.kind === "answered" && answer.etag).toBe('"7"');
		}
	});
	t.it("knows what was thrown before anything left", () => {
		for (const message of [
			"Http requests are not enabled. Enable via game settings",
			"HTTP requests can only be executed by game server",
			"HttpService is not allowed to access ROBLOX resources",
			"HttpError: InvalidUrl",
		]) {
			expect(thrown(message, 9), message).toEqual({ kind: "unsent", reason: message });
		}
	});
	t.it("leaves open whether the backend heard of everything else that is thrown", () => {
		for (const message of [
			"HttpError: Timedout",
			"HttpError: ConnectFail",
			"Number of requests exceeded limit",
			"something new",
		]) {
			expect(thrown(message, 9), message).toEqual({ kind: "lost", reason: message, bytesSent: 9 });
		}
	});
};

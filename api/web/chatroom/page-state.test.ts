import { describe, expect, it } from "vitest";
import { ApiError } from "../access/get-json.js";
import { type Asked, isFinal, pageState } from "./page-state.js";

const answered: Asked = { data: {}, error: null, isPaused: false };
const waiting: Asked = { data: undefined, error: null, isPaused: false };
const failing = (error: Error): Asked => ({ ...waiting, error });
const stale = (error: Error): Asked => ({ ...answered, error });

describe("how the page stands to the server", () => {
	it.each([
		["live, when all is answered", [answered, answered], "live"],
		["connecting, while something is not", [answered, waiting], "connecting"],
		["connecting, while nobody answers", [waiting, failing(new TypeError("fetch failed"))], "connecting"],
		["connecting, while the server is not ready", [failing(new ApiError(503, "away"))], "connecting"],
		["behind, when nobody answers any more", [answered, stale(new TypeError("fetch failed"))], "behind"],
		["behind, when the server fails", [stale(new ApiError(500, "oh"))], "behind"],
		["behind, when the browser is offline", [{ ...answered, isPaused: true }], "behind"],
		["refused, when it was never let in", [answered, failing(new ApiError(401, "no"))], "refused"],
		["refused, when it may not", [failing(new ApiError(403, "no"))], "refused"],
		["expired, when it was let in", [answered, stale(new ApiError(401, "no"))], "expired"],
		["failed, when the answer is final", [answered, failing(new ApiError(404, "none"))], "failed"],
	] as const)("[CP7] is %s", (_, asked, state) => {
		expect(pageState({ asked, news: "live", isEmpty: false })).toBe(state);
	});

	it.each([
		["connecting", "connecting"],
		["closed", "connecting"],
		["behind", "behind"],
		["resumed", "resumed"],
		["reset", "reset"],
		["refused", "expired"],
	] as const)("[CP7] is, while news are %s and all is answered, %s", (news, state) => {
		expect(pageState({ asked: [answered], news, isEmpty: false })).toBe(state);
		expect(pageState({ asked: [answered], news, isEmpty: true })).toBe(state);
	});

	it("[CP7] is empty where there is nothing, once that is known", () => {
		expect(pageState({ asked: [answered], news: "live", isEmpty: true })).toBe("empty");
		expect(pageState({ asked: [waiting], news: "live", isEmpty: true })).toBe("connecting");
		expect(pageState({ asked: [waiting], news: "refused", isEmpty: true })).toBe("refused");
	});

	it("[CP7] asks again after what may be otherwise the next time", () => {
		const final = [400, 401, 404, 429, 500, 503].map((status) => isFinal(new ApiError(status, "")));
		expect(final).toEqual([true, true, true, false, false, false]);
		expect(isFinal(new TypeError("fetch failed"))).toBe(false);
	});
});

import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { pauseSeconds } from "./pause";
import type { Unhappy } from "./verdict";

const config = { retryBaseSeconds: 1, retryCapSeconds: 30, retryAfterCapSeconds: 120 };
const random = { unit: () => 0.5 };
const busy: Unhappy = { kind: "again", failure: "busy", detail: "HTTP 429", retryAfterSeconds: 7 };
const lost: Unhappy = { kind: "again", failure: "lost", detail: "HttpError: Timedout" };
const barred: Unhappy = { kind: "barred", failure: "barred", detail: "HTTP 401" };
const refused: Unhappy = { kind: "refused", detail: "HTTP 400", paths: [], tooLarge: false };

export = (t: Suite) => {
	t.it("is longer after each failure, and as long as the backend asked for", () => {
		const after = (problem: Unhappy, failures: number) => pauseSeconds(problem, failures, { config, random });
		expect([after(lost, 1), after(lost, 3), after(refused, 2), after(lost, 9)]).toEqual([0.5, 2, 1, 15]);
		expect([after(busy, 1), after(busy, 9)]).toEqual([7, 15]);
	});
	t.it("is the longest at once where trying again changes nothing", () => {
		expect(pauseSeconds(barred, 1, { config, random })).toBe(30);
	});
};

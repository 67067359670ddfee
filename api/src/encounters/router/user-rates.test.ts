import { expect, it } from "vitest";
import { MOST_COUNTED_USERS, MOST_FOLLOWED } from "./router-limits.js";
import { createUserRates } from "./user-rates.js";

const tooMany = expect.objectContaining({ code: "too_many_requests" }) as Error;

it("[ET8] a user calls so often at once, and so often from then on", () => {
	let now = 0;
	const rates = createUserRates({ now: () => now, burst: 3, perSecond: 2 });
	for (let calls = 0; calls < 3; calls += 1) rates.count("ann");
	expect(() => rates.count("ann")).toThrow(tooMany);
	rates.count("bob");
	now = 0.5;
	rates.count("ann");
	expect(() => rates.count("ann")).toThrow(tooMany);
});

it("[ET8] who was longest silent is forgotten first, and nobody else", () => {
	const rates = createUserRates({ now: () => 0, burst: 2, perSecond: 1 });
	rates.count("ann");
	rates.count("bob");
	for (let user = 0; user < MOST_COUNTED_USERS - 2; user += 1) rates.count(`user-${user}`);
	rates.count("ann");
	rates.count("one more");
	expect(() => rates.count("ann")).toThrow(tooMany);
	rates.count("bob");
	rates.count("bob");
});

it("[ET14] what is not followed any more does not count, and is let go once", () => {
	const rates = createUserRates({ now: () => 0 });
	const stops = Array.from({ length: MOST_FOLLOWED }, () => rates.follow("ann"));
	expect(() => rates.follow("ann")).toThrow(tooMany);
	rates.follow("bob")();
	for (const stop of stops) stop();
	for (let index = 0; index < MOST_FOLLOWED; index += 1) rates.follow("ann");
	expect(() => rates.follow("ann")).toThrow(tooMany);
});

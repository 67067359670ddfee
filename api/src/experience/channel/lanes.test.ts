import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDeferred } from "../../doors/deferred.js";
import { Lane, LatestLane } from "./lanes.js";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a lane", () => {
	it("[XC15] does one thing after the other, however long each takes", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.nat({ max: 3 }), { maxLength: 12 }), async (turns) => {
				const lane = new Lane(12);
				const done: number[] = [];
				let atOnce = 0;
				turns.forEach((count, index) =>
					lane.take(async () => {
						atOnce += 1;
						expect(atOnce).toBe(1);
						for (let i = 0; i < count; i++) await turn();
						done.push(index);
						atOnce -= 1;
					}),
				);
				while (done.length < turns.length) await turn();
				expect(done).toEqual(turns.map((_, index) => index));
			}),
			{ numRuns: 30 },
		);
	});

	it("[XC16] takes no more than may wait, and takes more when there is room", async () => {
		const lane = new Lane(2);
		const first = createDeferred<void>();
		const done: string[] = [];
		expect(lane.take(() => first.promise)).toBe(true);
		expect(lane.take(async () => void done.push("second"))).toBe(true);
		expect(lane.take(async () => void done.push("third"))).toBe(false);
		first.resolve();
		await turn();
		expect(lane.take(async () => void done.push("fourth"))).toBe(true);
		await turn();
		expect(done).toEqual(["second", "fourth"]);
	});
});

describe("a lane of the latest", () => {
	it("[XC15] lets go of what is overtaken, and says when the latest is done", async () => {
		const lane = new LatestLane();
		const first = createDeferred<void>();
		const done: number[] = [];
		const began = lane.take(() => first.promise.then(() => void done.push(1)));
		await turn();
		const overtaken = lane.take(async () => void done.push(2));
		const last = lane.take(async () => void done.push(3));
		await turn();
		expect(done).toEqual([]);
		first.resolve();
		await Promise.all([began, overtaken, last]);
		expect(done).toEqual([1, 3]);
		await lane.take(async () => void done.push(4));
		expect(done).toEqual([1, 3, 4]);
	});

	it("[XC15] keeps nobody waiting for what comes later and later", async () => {
		const lane = new LatestLane();
		let stop = false;
		let waited = 0;
		const goOn = async (): Promise<void> => {
			waited += 1;
			await turn();
			if (!stop) void lane.take(goOn);
		};
		void lane.take(goOn);
		await turn();
		await lane.take(goOn);
		expect(waited).toBeLessThan(5);
		stop = true;
		await turn();
	});
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../../testing/until.js";
import { SCENARIOS } from "./test-scenarios.js";
import { type Caller, DM, TestTable, fight } from "./testing/test-table.js";

const ADMIN = { userId: "boss", roles: ["admin"] };

let table: TestTable;
let admin: Caller;
beforeEach(async () => {
	table = new TestTable();
	await table.start();
	admin = await table.as(ADMIN);
});
afterEach(() => table.end());

const calls = (caller: Caller, roomId: string): readonly (() => Promise<unknown>)[] => [
	() => caller.createTestInteraction.mutate({ scenario: "duel" }),
	() => caller.simulatePlayerActions.mutate({ roomId, actions: 1 }),
	() => caller.injectNetworkErrors.mutate({ roomId, disturbance: { kind: "drop" }, seconds: 1 }),
	() => caller.validateStateConsistency.query({ roomId }),
];

describe("trying rooms", () => {
	it("[ET19] is for admins alone", async () => {
		const roomId = await fight(table);
		for (const user of [DM, { userId: "ann" }]) {
			for (const call of calls(await table.as(user), roomId)) {
				await expect(call()).rejects.toMatchObject({ data: { code: "FORBIDDEN" } });
			}
		}
	});

	it("[ET19] is nowhere in a production service", async () => {
		await table.end();
		table = new TestTable();
		await table.start({ validate: undefined });
		for (const call of calls(await table.as(ADMIN), "any")) {
			await expect(call()).rejects.toMatchObject({
				data: { code: "NOT_FOUND" },
				message: "There is no such procedure.",
			});
		}
	});

	it.each(SCENARIOS)(
		"[ET19] begins the scenario %s, plays it by chance, and finds it consistent",
		async (scenario) => {
			const { roomId } = await admin.createTestInteraction.mutate({ scenario });
			expect(table.encounters.stateOf(roomId).status).toBe("active");
			const { accepted } = await admin.simulatePlayerActions.mutate({ roomId, actions: 60, seed: 7 });
			expect(accepted).toBeGreaterThan(10);
			expect(table.encounters.stateOf(roomId).roundNumber).toBeGreaterThanOrEqual(1);
			expect(await admin.validateStateConsistency.query({ roomId })).toMatchObject({ isConsistent: true });
		},
	);

	it("[ET19] drops and delays those who follow a room, for a while", async () => {
		const roomId = await fight(table);
		const told: number[] = [];
		let errors = 0;
		const follow = (caller: Caller) =>
			caller.roomUpdates.subscribe(
				{ roomId },
				{ onData: () => told.push(Date.now()), onError: () => (errors += 1) },
			);
		const caller = await table.over({ userId: "ann" });
		follow(caller);
		await until(() => told.length > 0, "the view");
		await admin.injectNetworkErrors.mutate({ roomId, disturbance: { kind: "drop" }, seconds: 0.3 });
		await until(() => errors === 1, "dropped");
		follow(caller);
		await until(() => errors === 2, "dropped again at once");
		await new Promise((resolve) => setTimeout(resolve, 300));
		const before = told.length;
		follow(caller);
		await until(() => told.length > before, "let in again");
		await admin.injectNetworkErrors.mutate({
			roomId,
			disturbance: { kind: "delay", delaySeconds: 0.2 },
			seconds: 10,
		});
		const [seen, from] = [told.length, Date.now()];
		await (await table.as(DM)).sendChat.mutate({ roomId, channel: "party", text: "late" });
		await until(() => told.length > seen, "it comes late");
		expect(told.at(-1)! - from).toBeGreaterThanOrEqual(195);
		await expect(
			admin.injectNetworkErrors.mutate({ roomId: "none", disturbance: { kind: "drop" }, seconds: 1 }),
		).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
	});
});

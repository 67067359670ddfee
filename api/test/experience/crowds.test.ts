import { afterEach, describe, expect, it } from "vitest";
import { embeddedBackend } from "../cuts/embedded-backends.js";
import { lookUntil } from "../cuts/look-until.js";
import { tell } from "../cuts/tell.js";
import { createCrew, type Crew } from "./crew.js";

/** First connections of one user at once, users at one bottle, and copies of one action; `npm run soak` makes many more. */
const FIRST_CONNECTIONS = Number(process.env["FIRST_CONNECTIONS"] ?? 100);
const TAKERS = Number(process.env["TAKERS"] ?? 60);

/** An action that is sent so often is done once. */
const TIMES = 10;

const WAIT_MILLISECONDS = 20_000;

const backend = embeddedBackend();
let crew: Crew;

function newCrew(): Crew {
	return (crew = createCrew({ port: () => backend().ports[0]! }));
}

afterEach(() => crew.leave());

describe("a crowd", () => {
	it("[XL2] of simultaneous first connections of one user makes one view", async () => {
		const { add, stand, api, clients, faults } = newCrew();
		await Promise.all(Array.from({ length: FIRST_CONNECTIONS }, () => add("one-of-many")));
		await stand();
		const { view } = await api.view("one-of-many");
		const start = view.location;
		const [first] = clients;
		const { locations } = (await api.world()).world;
		const [to] = locations.find(({ id }) => id === start)!.exits;
		const result = await first!.client.act({ action: "move", location: to! }, "first-step");
		expect(result.success).toBe(true);
		// Everybody is told of the one view's change; of two views, some would not be.
		await lookUntil(() => clients.every(({ client }) => client.ledger.told > 0), WAIT_MILLISECONDS);
		expect(clients.map(({ copy }) => copy.picture().location)).toEqual(clients.map(() => to));
		expect(new Set(clients.map(({ telling }) => telling.actions().join()))).toEqual(new Set(["first-step"]));
		expect(faults).toEqual([]);
		await tell("first connections", { connections: FIRST_CONNECTIONS });
	}, 120_000);

	it("[XL3] of users who take one bottle: one has it, each other one is told why not", async () => {
		const { add, stand, api, clients, faults, compare } = newCrew();
		const { world } = await api.world();
		const bottle = world.locations.flatMap(({ items }) => items)[0]!;
		const users = Array.from({ length: TAKERS }, (_, index) => `taker-${index}`);
		await Promise.all(users.map((userId) => add(userId)));
		await stand();
		const answers = await Promise.all(
			users.map((userId) => api.act(userId, { action: "take", item: bottle.id }, `grab-${userId}`)),
		);
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
		const taken = answers.filter(({ body }) => body.success);
		const refused = answers.filter(({ body }) => !body.success);
		expect(taken.length).toBe(1);
		expect(refused.map(({ body }) => body.code)).toEqual(refused.map(() => "already_taken"));
		for (const { body } of refused) expect(body.message).not.toBe("");
		const all = (): boolean => clients.every(({ client: { ledger } }) => ledger.told + ledger.heard > 0);
		await lookUntil(all, WAIT_MILLISECONDS);
		await compare();
		const holders = clients.filter(({ copy }) => copy.picture().inventory.includes(bottle.id));
		expect(holders.length).toBe(1);
		expect(clients.map(({ telling }) => telling.shared().length)).toEqual(clients.map(() => 1));
		expect(faults).toEqual([]);
		await tell("takers of one bottle", { takers: TAKERS, refused: refused.length });
	}, 120_000);

	it("[XL4] of copies of one action, at once and over two connections, is one action", async () => {
		const { add, stand, api, faults, compare } = newCrew();
		const [one, other] = [await add("repeater"), await add("repeater")];
		await stand();
		const { locations } = (await api.world()).world;
		const [to] = locations.find(({ id }) => id === one.copy.picture().location)!.exits;
		const command = { type: "action", id: "ten-times", action: "move", location: to! } as const;
		for (let time = 1; time < TIMES; time++) (time % 2 === 0 ? one : other).client.send(command);
		const results = await Promise.all([
			one.client.act({ action: "move", location: to! }, "ten-times"),
			other.client.act({ action: "move", location: to! }, "ten-times"),
			...Array.from({ length: TIMES }, async () => {
				const { status, body } = await api.act("repeater", { action: "move", location: to! }, "ten-times");
				expect(status).toBe(200);
				return body;
			}),
		]);
		expect(results.map(({ success }) => success)).toEqual(results.map(() => true));
		expect(new Set(results.map(({ state_changes }) => state_changes?.cursor)).size).toBe(1);
		await compare();
		for (const { telling } of [one, other]) expect(telling.actions()).toEqual(["ten-times"]);
		expect(faults).toEqual([]);
	}, 60_000);
});

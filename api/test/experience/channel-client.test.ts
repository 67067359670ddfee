import { afterEach, describe, expect, it } from "vitest";
import { startBareExperience, type BareExperience } from "../../bench/experience/bare-experience.js";
import { userToken } from "../cuts/credentials.js";
import { lookUntil } from "../cuts/look-until.js";
import { createStrictClient, type StrictClient } from "./strict-client.js";

const WAIT_MILLISECONDS = 4000;

let server: BareExperience | undefined;
const clients: StrictClient[] = [];

afterEach(async () => {
	await Promise.all(clients.splice(0).map(({ client }) => client.leave()));
	await server?.close();
	server = undefined;
});

async function stand(userId: string, faults: string[]): Promise<StrictClient> {
	server ??= await startBareExperience();
	const { port } = server;
	const surroundings = {
		experience: "bare",
		port: () => port,
		silenceMilliseconds: () => Infinity,
		fault: (what: string) => faults.push(what),
	};
	const token = await userToken(userId);
	const made = createStrictClient(surroundings, { userId, token });
	clients.push(made);
	made.client.start();
	expect(await lookUntil(() => made.client.stands, WAIT_MILLISECONDS)).toBe(true);
	return made;
}

describe("a client without any library", () => {
	it("acts, is told of it, and hears of others", async () => {
		const faults: string[] = [];
		const [ada, bob] = [await stand("ada", faults), await stand("bob", faults)];
		expect(await ada.client.ask({ type: "ping", id: "p" })).toMatchObject({ type: "pong", id: "p" });
		const result = await ada.client.act({ action: "take", item: "bottle-3" }, "first");
		expect(result.success).toBe(true);
		await lookUntil(() => ada.client.ledger.told === 1 && bob.client.ledger.heard === 1, WAIT_MILLISECONDS);
		expect(ada.telling.actions()).toEqual(["first"]);
		expect(ada.copy.picture().inventory).toEqual(["bottle-3"]);
		expect(bob.copy.picture().lying["glade"]).not.toContain("bottle-3");
		expect(faults).toEqual([]);
	});

	it("comes back when it is cut off, and asks again for what was not answered", async () => {
		const faults: string[] = [];
		const { client } = await stand("ada", faults);
		client.cut();
		expect(await client.ask({ type: "ping", id: "p" })).toMatchObject({ type: "pong" });
		expect(client.connections).toBe(2);
	});

	it("finds out a server that begins anew, whatever it is asked to go on from", async () => {
		const faults: string[] = [];
		const { client } = await stand("ada", faults);
		client.cut();
		expect(await lookUntil(() => faults.length > 0, WAIT_MILLISECONDS)).toBe(true);
		expect(faults[0]).toContain("without a reset");
	});

	it("comes again and again while nobody listens", async () => {
		const faults: string[] = [];
		const { client } = await stand("ada", faults);
		await server!.close();
		server = undefined;
		expect(await lookUntil(() => client.connections > 2, WAIT_MILLISECONDS)).toBe(true);
		expect(faults).toEqual([]);
	});
});

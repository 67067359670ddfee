import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnRedis, type RedisServer } from "../../testing/redis-server.js";
import { settleHistory, type History, type SettleOptions } from "./redis-history.js";

const RECORD = "{earshot:log}:history";

let client: Redis;
let names = 0;

const settle = async (given: Partial<SettleOptions> = {}): Promise<History> => {
	const fresh = `h${(names += 1)}`;
	return (await settleHistory(client, { fresh, known: undefined, isLost: false, ...given })).history;
};

/** As so many writes would. */
async function write(history: History, writes: number): Promise<History> {
	return { ...history, seq: await client.hincrby(RECORD, "seq", writes) };
}

function useClient(redis: () => RedisServer): void {
	beforeEach(async () => {
		await redis().flush();
		client = new Redis(redis().url);
	});
	afterEach(() => client.disconnect());
}

/** Redis as it is after a restart that brought back so many writes. */
async function restart(redis: RedisServer, seq: number): Promise<void> {
	await client.hset(RECORD, "seq", seq);
	client.disconnect();
	await redis.kill();
	await redis.start();
	client = new Redis(redis.url);
}

describeOnRedis("settling the history", (redis) => {
	useClient(redis);

	it("[LG24] names one where there is none, and keeps it", async () => {
		const first = await settle();
		expect(first).toMatchObject({ id: `h${names}`, seq: 0 });
		expect(await settle()).toEqual(first);
		expect(await settle({ known: first })).toEqual(first);
		const later = await write(first, 3);
		expect(await settle({ known: first })).toEqual(later);
	});

	it("[LG24] takes a history that it never knew for what it is, whatever this process remembers", async () => {
		const first = await settle();
		expect(await settle({ known: { id: "older", run: "r", seq: 99 }, isLost: true })).toEqual(first);
	});

	it("[LG25] names another where entries are missing or fewer writes are held than were seen", async () => {
		const first = await write(await settle(), 5);
		const second = await settle({ known: { ...first, seq: 6 } });
		expect(second).toMatchObject({ id: `h${names}`, seq: 0 });
		const third = await settle({ known: second, isLost: true });
		expect(third.id).toBe(`h${names}`);
		// Of those who found out together, the second takes what the first was given.
		expect(await settle({ known: second, isLost: true })).toEqual(third);
	});

	it("[LG25] names another after a restart that kept no append-only file", async () => {
		const first = await settle();
		await client.save();
		await restart(redis(), 0);
		expect((await settle({ known: first })).id).not.toBe(first.id);
	});
});

describeOnRedis(
	"settling the history over restarts with an append-only file",
	(redis) => {
		useClient(redis);

		it("[LG24] keeps it where all that is known came back", async () => {
			const first = await write(await settle(), 5);
			await restart(redis(), 5);
			const second = await settle({ known: first });
			expect(second).toMatchObject({ id: first.id, seq: 5 });
			expect(second.run).not.toBe(first.run);
			await write(second, 9);
			await restart(redis(), 14);
			await settle();
			// Away during a whole run, in which nothing was lost.
			expect(await settle({ known: first })).toMatchObject({ id: first.id, seq: 14 });
		});

		it("[LG25] names another for who knows more than came back, however many were written since", async () => {
			const known = await write(await settle(), 5);
			await restart(redis(), 4);
			const unaware = await settle();
			expect(unaware.id).toBe(known.id);
			await write(unaware, 20);
			await restart(redis(), 24);
			await settle();
			expect((await settle({ known: { ...known, seq: 4 } })).id).toBe(known.id);
			expect((await settle({ known })).id).not.toBe(known.id);
		});

		it("[LG25] names another for who saw it in a run that is not on record", async () => {
			const known = await settle();
			expect((await settle({ known: { ...known, run: "other" } })).id).not.toBe(known.id);
		});
	},
	{ appendonly: true },
);

import { roomTopic } from "../../../src/encounters/rooms/room-fold.js";
import { pick, seededRandom } from "../../../src/wording/random.js";
import { until } from "../../../src/testing/until.js";
import { createCanaries } from "./canaries.js";
import { type Cast, createCast, MAP } from "./cast.js";
import { ask, bearer, mutate } from "./doors.js";
import { createEar, type Heard } from "./ear.js";
import { createFollowers, type Followers } from "./followers.js";
import { createPace } from "./pace.js";
import { createSightings, type Sightings } from "./sightings.js";
import { askAsStrangers } from "./strangers.js";
import { createTable, type Table } from "./table.js";
import { startToldService } from "./told-service.js";

export interface SecrecyRun {
	readonly seed: string;
	/** What is told at least: frames of sockets and streams, and answers of polls. */
	readonly frames: number;
	readonly rooms: number;
}

export interface SecrecyResult extends Heard {
	readonly frames: number;
	readonly commands: number;
	readonly accepted: number;
	/** Readers who went and came back. */
	readonly reopened: number;
	/** Words that stood in what is secret. */
	readonly canaries: number;
	/** Entries of all rooms. */
	readonly entries: number;
}

/** Until what is on its way has come, on a busy machine. */
const QUIET_SECONDS = 60;

/** At each room, so that commands come at once. */
const HANDS = 3;

const FRAMES = ["socket", "stream", "poll"] as const;

/** Plays several rooms at random over the whole service, and looks through all that it tells anybody. */
export async function runSecrecy({ seed, frames, rooms }: SecrecyRun): Promise<SecrecyResult> {
	const random = seededRandom(`secrecy ${seed}`);
	const canaries = createCanaries(random);
	const casts = Array.from({ length: rooms }, (_, at) => createCast(random, canaries, `r${String(at)}`));
	const sightings = new Map<string, Sightings>();
	const players = new Map(
		casts.flatMap(({ roles }) =>
			[...roles].map(([id, { participant }]) => [id, participant.userId] as const),
		),
	);
	const secrets: string[] = [];
	const ear = createEar({
		canaries,
		sightings,
		secrets: () => secrets,
		playerOf: (entityId) => players.get(entityId),
	});
	const service = await startToldService({
		onLine: (text) =>
			ear.tell({ reader: { kind: "nobody" }, door: "log", text, rooms: new Map(), isForeign: true }),
	});
	secrets.push(...service.secrets);
	const tokens = new Map<string, Promise<string>>();
	const tokenOf = (userId: string): Promise<string> => {
		const token = tokens.get(userId) ?? service.token(userId);
		tokens.set(userId, token);
		return token;
	};
	const pace = createPace();
	const roomIds = new Map<string, string>();
	const heads = async (): Promise<ReadonlyMap<string, number>> => {
		const all = [...roomIds].map(async ([room, roomId]) => {
			const { offset } = await service.service().log.head(roomTopic(roomId));
			return [room, offset] as const;
		});
		return new Map(await Promise.all(all));
	};

	const begin = async (cast: Cast): Promise<{ table: Table; followers: Followers }> => {
		const { room, dm } = cast;
		const headers = bearer(await tokenOf(dm));
		const turnSeconds = random() < 0.5 ? 3 : null;
		const created = await mutate(service, headers, [
			{ name: "createRoom", input: { title: `Room ${room}`, mapState: MAP, turnSeconds } },
		]);
		const roomId = /"roomId":"([^"]+)"/.exec(created.text)![1]!;
		roomIds.set(room, roomId);
		const sighting = createSightings(() => service.service().log, roomTopic(roomId));
		sightings.set(room, sighting);
		for (const { participant } of cast.roles.values()) {
			await pace(dm);
			const { text } = await mutate(service, headers, [
				{ name: "addParticipant", input: { roomId, participant } },
			]);
			if (!text.includes('"ok":true')) throw new Error(text);
		}
		await mutate(service, headers, [{ name: "startInteraction", input: { roomId } }]);
		await sighting.catchUp();
		secrets.push(sighting.state().roller.seed);
		const table = createTable({
			service,
			random,
			canaries,
			cast,
			roomId,
			sightings: sighting,
			ear,
			pace,
			tokenOf,
			places: () => new Map([...sightings].map(([name, one]) => [name, one.offset()])),
			heads,
		});
		const followers = createFollowers({ service, random, ear, room, roomId, tokenOf });
		const names = [dm, ...cast.players, cast.ghost, `watcher-${room}`, `passer-${room}`];
		for (const name of names)
			for (const door of ["socket", "stream"] as const)
				await followers.open(name, table.readerOf(name), door);
		followers.poll(table.readerOf(cast.players[0]!));
		followers.poll(table.readerOf(cast.npc));
		return { table, followers };
	};

	const played: { readonly cast: Cast; readonly table: Table; readonly followers: Followers }[] = [];
	try {
		for (const cast of casts) played.push({ cast, ...(await begin(cast)) });
		const isEnough = (): boolean => ear.count(...FRAMES) >= frames || ear.heard().leaks.length > 0;
		const play = async (
			{ table, followers }: (typeof played)[number],
			isOver: () => boolean,
		): Promise<void> => {
			for (let step = 1; !isOver(); step += 1) {
				await table.step();
				if (step % 13 === 0) await followers.shake();
				if (step % 47 === 0)
					await askAsStrangers(service, ear, { roomId: pick(random, [...roomIds.values()])! });
				if (step % 5 === 0) await ear.listen();
			}
		};
		const hands = Array.from({ length: HANDS }, () => played).flat();
		await Promise.all(hands.map((one) => play(one, isEnough)));
		await ear.listen();

		for (const roomId of roomIds.values()) await askAsStrangers(service, ear, { roomId });

		// What a user said is nobody's any more once they are erased, whatever place one goes on from.
		for (const { cast, followers } of played) {
			const [erased] = cast.players.slice(-1);
			await ask(`${service.url()}/v1/users/${erased!}`, {
				method: "DELETE",
				headers: { "x-api-key": service.key },
			});
			await ear.listen();
			canaries.silence(cast.room, erased!);
			await followers.shakeAll();
		}
		await service.restart();
		for (const { followers } of played) await followers.shakeAll();
		let steps = 0;
		await Promise.all(played.map((one) => play(one, () => (steps += 1) > 20 * rooms)));
		// Whatever is on its way comes.
		const quiet = { count: -1 };
		await until(
			async () => {
				const before = quiet.count;
				quiet.count = ear.count("socket", "stream");
				await new Promise((resolve) => setTimeout(resolve, 100));
				return before === quiet.count;
			},
			"all is told",
			QUIET_SECONDS,
		);
		for (const { followers } of played) await followers.close();
		await ear.listen();
	} finally {
		for (const { followers } of played) await followers.close();
		await service.stop();
	}
	await ear.listen();
	const sum = (of: (one: (typeof played)[number]) => number): number =>
		played.reduce((total, one) => total + of(one), 0);
	return {
		...ear.heard(),
		frames: ear.count(...FRAMES),
		commands: sum(({ table }) => table.counts().commands),
		accepted: sum(({ table }) => table.counts().accepted),
		reopened: sum(({ followers }) => followers.reopened()),
		canaries: canaries.count(),
		entries: [...sightings.values()].reduce((total, one) => total + one.offset(), 0),
	};
}

import { DatabaseError } from "../../db/database-error.js";
import type { DatabaseCalls } from "../../db/database-calls.js";
import type { OutboxRow } from "../../outbox/outbox.js";
import type { Feature } from "../../http/feature.js";
import type { Guards } from "../../http/guards.js";
import { Refusal } from "../../http/refusal.js";
import { coalesce } from "../../log/coalesce.js";
import { LogError } from "../../log/log-error.js";
import { companiesIn, type Meeting, type MeetingKey } from "../../messages/meeting.js";
import type { Talk, Talks } from "../../messages/talks.js";
import { ensureMonths } from "../runs/months.js";
import { LOOK_ALL_SECONDS, LOOK_SECONDS, SAVE_TRIES } from "./bond-limits.js";
import { createChatlingRoutes } from "./chatling-routes.js";
import { meetingRunId } from "./meeting-id.js";
import { createPartings, markOf, type SeenMeeting } from "./partings.js";
import { saveCompany, type DayAt } from "./save-company.js";

export interface BondDeps {
	readonly talks: Pick<Talks, "held" | "list" | "open" | "write">;
	readonly calls: DatabaseCalls;
	readonly dayAt: DayAt;
	/** Of all that chance decides. */
	readonly seed: string;
	/** Tells rows of the outbox, once they are saved. Does not reject. */
	readonly tell: (rows: readonly OutboxRow[]) => Promise<void>;
	readonly guards: Pick<Guards, "gameServer">;
	/** Unix seconds. */
	readonly now: () => number;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	/** Seconds between two looks that nobody asked for. */
	readonly lookSeconds?: number;
}

/** What ties chatlings to those who stand for them in a place, running until `stop`. */
export interface Bond {
	readonly features: readonly Feature[];
	/** Saves what came of meetings that are over by now; it does so by itself every few seconds. Does not reject. */
	readonly sweep: () => Promise<void>;
	/** Finishes what was begun. */
	readonly stop: () => Promise<void>;
}

/** Whether it is to be tried again, however often: something that it needs is away. */
function isAway(error: unknown): boolean {
	if (error instanceof Refusal) return error.code === "unavailable";
	return error instanceof DatabaseError || error instanceof LogError;
}

/**
 * Has chatlings who met in a place come to what a conversation of a run comes to. When a meeting is over stands in the
 * talk's log, and so does what it was: any number of processes may look, whoever is first saves it, and those who come
 * after find it done. Those of a world are saved in the order in which they were over.
 */
export function createBond(deps: BondDeps): Bond {
	const { talks, calls, dayAt, seed, tell, guards, now, report, lookSeconds = LOOK_SECONDS } = deps;
	const partings = createPartings();
	/** How often what came of a meeting could not be saved, by its run. */
	const failures = new Map<string, number>();
	let lookedAtAllAt = -Infinity;
	let isFailing = false;
	let isStopped = false;

	const part = async (world: string, { clusterId, number, mark }: SeenMeeting): Promise<void> =>
		talks.write(world, ({ groups }) => ({
			// Not where something has happened meanwhile.
			entries:
				markOf(groups.get(clusterId)) === mark ? [{ type: "parted", data: { clusterId, number } }] : [],
			result: undefined,
		}));

	const forget = async (world: string, { clusterId, number }: MeetingKey): Promise<void> =>
		talks.write(world, ({ parted }) => ({
			entries: parted.some((one) => one.clusterId === clusterId && one.number === number)
				? [{ type: "met", data: { clusterId, number } }]
				: [],
			result: undefined,
		}));

	const save = async (runId: string, meeting: Meeting): Promise<void> => {
		const companies = [...companiesIn(meeting)].sort(([one], [other]) => (one < other ? -1 : 1));
		// A place's clock may be ahead of this one; nothing is saved of what is yet to come.
		const slot = Math.min(meeting.newest, now());
		if (companies.length > 0) await ensureMonths(calls, slot);
		for (const [userId, said] of companies) {
			const company = { userId, said, place: { runId, slot, seed } };
			await tell(await calls.transaction((sql) => saveCompany(sql, company, { dayAt, now: now() })));
		}
	};

	/** Saves it, unless that fails time and again for a reason of its own: others wait for it. */
	const settle = async (world: string, meeting: Meeting): Promise<void> => {
		const runId = meetingRunId(world, meeting);
		try {
			await save(runId, meeting);
		} catch (error) {
			const failed = (failures.get(runId) ?? 0) + 1;
			if (isAway(error) || failed < SAVE_TRIES) {
				if (!isAway(error)) failures.set(runId, failed);
				throw error;
			}
			report("What came of a meeting in a place could not be saved, and is given up.", { runId, error });
		}
		failures.delete(runId);
		await forget(world, meeting);
	};

	const lookAt = async (world: string, talk: Talk): Promise<void> => {
		for (const meeting of partings.look(world, talk.state, now())) await part(world, meeting);
		for (const meeting of [...talk.state.parted]) {
			if (isStopped) return;
			await settle(world, meeting);
		}
	};

	const lookAtAll = async (): Promise<void> => {
		if (now() - lookedAtAllAt >= LOOK_ALL_SECONDS) {
			for (const world of await talks.list()) await talks.open(world);
			lookedAtAllAt = now();
		}
		const held = await talks.held();
		partings.keep(new Set(held.map(([world]) => world)));
		// One world's trouble is not another's.
		const looks = await Promise.allSettled(held.map(([world, talk]) => lookAt(world, talk)));
		for (const look of looks) if (look.status === "rejected") throw look.reason;
	};

	const sweep = coalesce(async () => {
		if (isStopped) return;
		try {
			await lookAtAll();
			isFailing = false;
		} catch (error) {
			if (!isFailing) report("What came of meetings in places could not be saved yet.", { error });
			isFailing = true;
		}
	});
	const looking = setInterval(() => void sweep(), lookSeconds * 1000);

	return {
		features: [createChatlingRoutes({ calls, guards })],
		sweep,
		stop: async () => {
			isStopped = true;
			clearInterval(looking);
			await sweep();
		},
	};
}

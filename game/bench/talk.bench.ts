import { createFloor } from "../src/server/conversations/floor";
import { DEFAULT_CONFIG } from "../src/shared/config/config";
import type { Cluster } from "../src/server/clusters/cluster";
import { SeededRandom } from "../test/harness/random";
import { npc, player, TalkRig } from "../test/talk/talk-rig";
import type { Target } from "./clusters/measure";
import { isMet, resultLine } from "./clusters/measure";

const GROUPS = 500;
const MEMBERS = 8;
/** Frames measured, at 10 a second: talk moves at the pace of speech, not of the screen. */
const FRAMES = 150;
const FRAME_SECONDS = 0.1;
/** Milliseconds of game time that a line may cost, everything included. */
const TARGET_TURN_MS = 1;

/** 500 groups of 8, all of them talking at once, each with a player who says something now and then. */
function busyPlace(random: SeededRandom) {
	const entities = [];
	const clusters = new Map<string, Cluster>();
	const clusterOf = new Map<string, string>();
	for (const g of $range(1, GROUPS)) {
		const id = `c${g}`;
		const members: string[] = [];
		for (const m of $range(1, MEMBERS)) members.push(`${m === 1 ? "p" : "n"}${g}.${m}`);
		members.sort();
		for (const member of members) {
			entities.push(string.sub(member, 1, 1) === "p" ? player(member) : npc(member));
			clusterOf.set(member, id);
		}
		clusters.set(id, { id, members, formed: 0, updated: 0 });
	}
	let said = 0;
	const rig = new TalkRig(entities, {
		mind: () => (random.chance(0.8) ? `What I say is number ${(said += 1)}` : ""),
		floor: () => createFloor(DEFAULT_CONFIG),
		onAct: () => {},
	});
	for (const g of $range(1, GROUPS))
		for (const m of $range(1, MEMBERS)) {
			rig.spots.set(`${m === 1 ? "p" : "n"}${g}.${m}`, g * 100);
		}
	const changes = [...clusters].map(
		([clusterId, { members }]) => ({ kind: "formed", clusterId, members }) as const,
	);
	rig.settle({ at: rig.unix(), clusters, clusterOf, changes });
	return rig;
}

/** What talk costs the place in a crowd: milliseconds for each line, and for each frame. */
export = () => {
	const random = new SeededRandom(1);
	const rig = busyPlace(random);
	let spent = 0;
	let worst = 0;
	for (const frame of $range(1, FRAMES)) {
		rig.now += FRAME_SECONDS;
		rig.deliver();
		const start = os.clock();
		for (const _ of $range(1, GROUPS / 50)) rig.say(`p${random.integer(1, GROUPS)}.1`, "What do you say?");
		rig.conversations.step(rig.now);
		const took = (os.clock() - start) * 1000;
		spent += took;
		if (frame > 10) worst = math.max(worst, took);
	}
	const { lines, mindCalls, active } = rig.conversations.stats();
	const figures = new Map([
		["groups talking", active],
		["lines", lines],
		["questions a line", mindCalls / lines],
		["ms a line", spent / lines],
		["ms a frame", spent / FRAMES],
		["ms of the worst frame", worst],
	]);
	const targets: Target[] = [{ name: "ms a line", value: spent / lines, target: TARGET_TURN_MS }];
	for (const [name, value] of figures) print(string.format("%-24s %9.3f", name, value));
	for (const target of targets) print(target.name, isMet(target) ? "ok" : "MISSED");
	const line = resultLine("talk", figures, targets);
	print(line);
	return line;
};

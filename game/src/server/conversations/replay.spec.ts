import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { ClusterWorld } from "../../../test/talk/cluster-world";
import { npc, player, TalkRig } from "../../../test/talk/talk-rig";
import { DEFAULT_CONFIG } from "../../shared/config/config";
import { EventLog } from "./event-log";
import { createFloor } from "./floor";
import { replay } from "./replay";
import type { TalkConfig } from "./setting";

const LINES = ["Hello Ada", "Goodbye!", "What a day", "I like it here, do you?", ""];
const createRealFloor = () => createFloor(DEFAULT_CONFIG);

/** A day at random under a seed, recorded. */
function live(random: SeededRandom, seed: number, config: TalkConfig) {
	const log = new EventLog(20_000);
	const ids = ["Ada", "Bram", "Cleo", "Dara", "Elio", "p1", "p2"];
	const entities = ids.map((id) => (string.sub(id, 1, 1) === "p" ? player(id) : npc(id)));
	const rig = new TalkRig(entities, {
		seed,
		config,
		log,
		floor: createRealFloor,
		relationships: () =>
			random.chance(0.3) ? [{ id: "p1", name: "p1", kind: "friend", strength: 0.5 }] : [],
	});
	const world = new ClusterWorld(random, ids);
	for (const _ of $range(1, 60)) {
		for (const id of ids) if (random.chance(0.1)) rig.spots.set(id, random.between(0, 30));
		if (random.chance(0.4)) {
			const changed = rig.change(world.tick(rig.unix(), random.integer(1, 2)));
			if (random.chance(0.8)) rig.conversations.confirmed(changed, random.chance(0.7));
		}
		if (random.chance(0.3)) rig.say(random.pick(["p1", "p2"]), random.pick(LINES));
		for (const waiting of random.shuffled(rig.asked)) {
			if (random.chance(0.3)) {
				rig.reply(waiting, {
					content: random.pick(LINES),
					action: random.pick(["none", "none", "follow", "stop_talking", "emote"] as const),
					byModel: random.chance(0.1),
				});
			}
		}
		if (random.chance(0.03)) rig.conversations.forget(random.pick(ids));
		// Whoever merely looks changes nothing.
		rig.conversations.view("p1");
		rig.conversations.contextOf("Ada");
		rig.conversations.participant("Bram");
		rig.run(random.pick([0.5, 1, 4]), 0.25);
	}
	rig.conversations.close();
	return { log, acts: rig.acts };
}

export = (t: Suite) => {
	t.property("leads from seed and log to exactly the same acts", 60, (random) => {
		const config: TalkConfig = {
			...DEFAULT_CONFIG,
			conversationPolicy: random.chance(0.5) ? "group" : "paired",
		};
		const seed = random.integer(1, 1e6);
		const { log, acts } = live(random, seed, config);
		const again = new SeededRandom(seed);
		const replayed = replay(log.events, {
			config,
			random: { unit: () => again.unit() },
			createFloor: createRealFloor,
		});
		expect(acts.size()).toBeAtLeast(50);
		expect(replayed).toEqual(acts);
	});

	t.property("replays the beginning of what did not fit the log", 10, (random) => {
		const seed = random.integer(1, 1e6);
		const state = random.integer(1, 1e6);
		const whole = live(new SeededRandom(state), seed, DEFAULT_CONFIG);
		const cut = new EventLog(random.integer(1, whole.log.events.size() - 1));
		for (const event of whole.log.events) cut.note(event);
		expect(cut.isFull()).toBe(true);
		const again = new SeededRandom(seed);
		const replayed = replay(cut.events, {
			config: DEFAULT_CONFIG,
			random: { unit: () => again.unit() },
			createFloor: createRealFloor,
		});
		replayed.forEach((act, i) => expect(act).toEqual(whole.acts[i]!));
	});

	t.it("says so where a log is not of this config", () => {
		const random = new SeededRandom(5);
		const { log } = live(random, 5, DEFAULT_CONFIG);
		const again = new SeededRandom(5);
		expect(() => {
			replay(log.events, {
				config: { ...DEFAULT_CONFIG, conversationPolicy: "paired" },
				random: { unit: () => again.unit() },
				createFloor: createRealFloor,
			});
		}).toThrow("event");
	});
};

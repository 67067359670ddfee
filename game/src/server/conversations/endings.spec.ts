import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { ClusterWorld } from "../../../test/talk/cluster-world";
import type { RigOptions } from "../../../test/talk/talk-rig";
import { npc, player, TalkRig } from "../../../test/talk/talk-rig";
import type { MessageWire } from "../../shared/wire";
import type { Entity } from "../entities/entity";

function together(entities: readonly Entity[], options: RigOptions = {}) {
	const rig = new TalkRig(entities, options);
	const world = new ClusterWorld(
		new SeededRandom(1),
		entities.map((entity) => entity.id),
		24,
	);
	rig.settle(
		world.gather(
			rig.unix(),
			entities.map((entity) => entity.id),
		),
	);
	return { rig, world };
}

const DEFAULT_TURNS = 8;

/** Runs whole talks of a few NPCs, now and then with a player's line, and looks whether each comes to its end. */
function endless(
	random: SeededRandom,
	runs: number,
	mind: (message: MessageWire, random: SeededRandom) => string,
) {
	let found = 0;
	for (const _ of $range(1, runs)) {
		const entities = [player("p1")];
		for (const i of $range(1, random.integer(2, 6))) entities.push(npc(`N${i}`));
		const { rig } = together(entities, {
			seed: random.integer(1, 1e6),
			mind: (message) => mind(message, random),
			onAct: () => {},
		});
		rig.run(2, 1);
		if (random.chance(0.5)) rig.say("p1", random.pick(["Hello", "Goodbye", "What a day it is today!"]));
		const most = DEFAULT_TURNS * 2 + 2;
		rig.run(90, 1);
		const { active, lines } = rig.conversations.stats();
		if (active > 0 || lines > most) found += 1;
	}
	return found;
}

export = (t: Suite) => {
	t.it("ends when nobody has anything to say", () => {
		const { rig } = together([npc("Ada"), npc("Bram")]);
		rig.answer("What a day.");
		rig.run(1);
		rig.answer("");
		rig.run(1);
		expect(rig.conversations.stats().active).toBe(0);
		expect(rig.conversations.isBusy("Ada")).toBe(false);
		expect(rig.of("face").map((act) => act.towardsId !== undefined)).toEqual([true, true, false, false]);
	});

	t.it("ends when the cluster dissolves: questions taken back, typing and facing off, cooldown on", () => {
		const { rig, world } = together([npc("Ada"), npc("Bram")]);
		rig.answer("Good day.");
		rig.run(0.5);
		const { id, npcId } = rig.asked[0]!.message;
		rig.settle(world.gather(rig.unix(), []));
		expect(rig.of("cancel").map((act) => act.messageId)).toEqual([id]);
		expect(rig.conversations.isBusy(npcId)).toBe(false);
		const faces = rig.of("face");
		expect(faces[faces.size() - 1]!.towardsId).toBe(undefined);
		expect(rig.of("interaction").size()).toBe(1);
		rig.answer("Too late.");
		rig.run(1);
		expect(rig.script().size()).toBe(1);
		expect(rig.conversations.stats().stale).toBe(1);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram"]));
		rig.run(10);
		expect(rig.conversations.stats().openings).toBe(1);
	});

	t.it("goes on without somebody who has gone", () => {
		const { rig } = together([npc("Ada"), npc("Bram"), npc("Cleo"), player("p1")]);
		rig.answer("");
		rig.run(20);
		rig.say("p1", "Hello all");
		rig.run(0.5);
		const gone = rig.asked[0]!.message;
		rig.entities.delete(gone.npcId);
		rig.conversations.forget(gone.npcId);
		expect(rig.of("cancel").map((act) => act.messageId)).toEqual([gone.id]);
		rig.answer("I am not here.");
		rig.answer("Hello.");
		rig.answer("");
		rig.run(1);
		expect(rig.script().size()).toBe(2);
		expect(rig.conversations.stats().stale).toBe(1);
	});

	t.it("ends everything at shutdown, and takes nothing after it", () => {
		const { rig } = together([npc("Ada"), npc("Bram"), player("p1")]);
		rig.answer({ content: "Follow me? No, I follow you.", action: "follow" });
		rig.run(0.5);
		rig.conversations.close();
		expect(rig.conversations.stats().active).toBe(0);
		expect(rig.of("follow").map((act) => act.leaderId)).toEqual(["p1", undefined]);
		const acts = rig.acts.size();
		rig.say("p1", "Anybody?");
		rig.run(5);
		expect(rig.acts.size()).toBe(acts);
	});

	t.it("says at most one farewell each", () => {
		const { rig } = together([npc("Ada"), npc("Bram"), npc("Cleo")], { mind: () => "Goodbye, friend!" });
		rig.run(60);
		const speakers = new Set<string>();
		for (const { line } of rig.of("spoken")) {
			expect(speakers.has(line.speaker.id)).toBe(false);
			speakers.add(line.speaker.id);
		}
		expect(rig.conversations.stats().active).toBe(0);
	});

	t.it("asks nobody to answer an echo, and counts it", () => {
		const { rig } = together([npc("Ada"), npc("Bram")], { mind: () => "The weather is fine." });
		rig.run(60);
		expect(rig.script().size()).toBe(2);
		expect(rig.conversations.stats().echoes).toBe(1);
	});

	t.it("bounds what NPCs say without a player, and begins anew with a player's line", () => {
		let said = 0;
		const { rig } = together([npc("Ada"), npc("Bram"), player("p1")], {
			mind: () => `Line number ${(said += 1)} of all.`,
			config: { maxResponders: 1 },
		});
		rig.run(100);
		expect(rig.conversations.stats().npcLines).toBe(DEFAULT_TURNS);
		rig.say("p1", "Go on");
		rig.run(100);
		expect(rig.conversations.stats().npcLines).toBe(2 * DEFAULT_TURNS);
	});

	t.property("never goes on for ever with minds that always answer", 1, (random) => {
		let said = 0;
		expect(endless(random, 3400, () => `I say ${(said += 1)}`)).toBe(0);
	});

	t.property("never goes on for ever with minds that echo", 1, (random) => {
		const echo = (message: MessageWire) =>
			random.chance(0.5) ? message.content : `You said: ${message.content}`;
		expect(endless(random, 3300, echo)).toBe(0);
	});

	t.property("never goes on for ever with minds that say goodbye back", 1, (random) => {
		let said = 0;
		const polite = () => (random.chance(0.7) ? `Goodbye ${(said += 1)}!` : `No, after you, ${(said += 1)}.`);
		expect(endless(random, 3300, polite)).toBe(0);
	});
};

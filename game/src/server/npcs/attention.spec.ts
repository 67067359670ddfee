import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { AttentionAct } from "./attention";
import { createAttention } from "./attention";
import type { Point } from "./walk";

function rig() {
	const places = new Map<string, Point>();
	const attention = createAttention((id) => places.get(id));
	let now = 0;
	const put = (id: string, x: number, z = 0) => places.set(id, { x, y: 3, z });
	const look = (seconds = 1): readonly AttentionAct[] => {
		now += seconds;
		return attention.look(now);
	};
	/** Everything that is done until nothing is left to do. */
	const settle = (): AttentionAct[] => {
		const all: AttentionAct[] = [];
		for (const _ of $range(1, 10)) for (const act of look()) all.push(act);
		return all;
	};
	return { attention, places, put, look, settle };
}

export = (t: Suite) => {
	t.it("stands, then turns to the speaker, and turns again when they walk around it", () => {
		const { attention, put, look } = rig();
		put("ada", 0);
		put("7", 0, -5);
		attention.face("ada", "7");
		expect(look()).toEqual([{ kind: "stand", npcId: "ada" }]);
		expect(look()).toEqual([{ kind: "turn", npcId: "ada", yaw: 0 }]);
		expect(look()).toEqual([]);
		put("7", -5, 0);
		expect(look()).toEqual([{ kind: "turn", npcId: "ada", yaw: math.pi / 2 }]);
	});

	t.it("does not fidget after somebody who hardly moves", () => {
		const { attention, put, look, settle } = rig();
		put("ada", 0);
		put("7", 0, 5);
		attention.face("ada", "7");
		settle();
		for (const offset of [0.1, -0.1, 0.2, 0]) {
			put("7", offset, 5);
			expect(look()).toEqual([]);
		}
	});

	t.it("looks where it goes again once it is told", () => {
		const { attention, put, look, settle } = rig();
		put("ada", 0);
		put("7", 5);
		attention.face("ada", "7");
		settle();
		expect(attention.isHeld("ada")).toBe(true);
		attention.face("ada", undefined);
		expect(attention.isHeld("ada")).toBe(false);
		expect(look()).toEqual([{ kind: "release", npcId: "ada" }]);
		expect(look()).toEqual([]);
	});

	t.it("walks after its leader, stops short of them, and faces them", () => {
		const { attention, put, look, settle } = rig();
		put("ada", 0);
		put("7", 30);
		attention.follow("ada", "7");
		expect(look()).toEqual([{ kind: "walk", npcId: "ada", spot: { x: 25, y: 3, z: 0 } }]);
		expect(look()).toEqual([]);
		put("ada", 25.5);
		expect(settle()).toEqual([
			{ kind: "stand", npcId: "ada" },
			{ kind: "turn", npcId: "ada", yaw: -math.pi / 2 },
		]);
		put("7", 33);
		expect(settle()).toEqual([]);
	});

	t.it("is sent anew when its leader has moved on, and not at every step of theirs", () => {
		const { attention, put, look } = rig();
		put("ada", 0);
		put("7", 30);
		attention.follow("ada", "7");
		look();
		put("7", 32);
		expect(look()).toEqual([]);
		put("7", 36);
		expect(look(0.25)).toEqual([{ kind: "walk", npcId: "ada", spot: { x: 31, y: 3, z: 0 } }]);
		put("7", 60);
		expect(look(0.25)).toEqual([]);
		expect(look(0.5)).toEqual([{ kind: "walk", npcId: "ada", spot: { x: 55, y: 3, z: 0 } }]);
	});

	t.it("stands and turns where it got to, though its leader has stepped back a little meanwhile", () => {
		const { attention, put, look, settle } = rig();
		put("ada", 0);
		put("7", 30);
		attention.follow("ada", "7");
		look();
		put("7", 32);
		put("ada", 25);
		expect(settle()).toEqual([
			{ kind: "stand", npcId: "ada" },
			{ kind: "turn", npcId: "ada", yaw: -math.pi / 2 },
		]);
	});

	t.it("is sent again where it did not get to", () => {
		const { attention, put, look } = rig();
		const walk = { kind: "walk", npcId: "ada", spot: { x: 25, y: 3, z: 0 } } as const;
		put("ada", 0);
		put("7", 30);
		attention.follow("ada", "7");
		expect(look()).toEqual([walk]);
		for (const _ of $range(1, 4)) expect(look()).toEqual([]);
		expect(look()).toEqual([walk]);
	});

	t.it("lets go of whom it faces before it walks after its leader", () => {
		const { attention, put, look, settle } = rig();
		put("ada", 0);
		put("7", 4);
		put("8", 0, 4);
		attention.follow("ada", "7");
		attention.face("ada", "8");
		expect(settle()).toEqual([
			{ kind: "stand", npcId: "ada" },
			{ kind: "turn", npcId: "ada", yaw: math.pi },
		]);
		put("7", 20);
		expect(look()).toEqual([{ kind: "release", npcId: "ada" }]);
		expect(look()).toEqual([{ kind: "walk", npcId: "ada", spot: { x: 15, y: 3, z: 0 } }]);
	});

	t.it("stops where it is when it shall follow no more", () => {
		const { attention, put, look } = rig();
		put("ada", 0);
		put("7", 30);
		attention.follow("ada", "7");
		look();
		attention.follow("ada", undefined);
		expect(look()).toEqual([{ kind: "stand", npcId: "ada" }]);
	});

	t.it("waits for whoever has gone, and does nothing with an NPC that has", () => {
		const { attention, places, put, look, settle } = rig();
		put("ada", 0);
		attention.follow("ada", "7");
		settle();
		expect(attention.isHeld("ada")).toBe(true);
		put("7", 30);
		expect(look().size()).toBe(1);
		places.delete("ada");
		expect(settle()).toEqual([]);
		attention.forget("ada");
		expect(attention.isHeld("ada")).toBe(false);
	});

	t.it("has no direction to turn to on one spot", () => {
		const { attention, put, settle } = rig();
		put("ada", 3, 3);
		put("7", 3, 3);
		attention.face("ada", "7");
		expect(settle()).toEqual([{ kind: "stand", npcId: "ada" }]);
	});

	t.property("looks at whom it faces, wherever they stand", 300, (random) => {
		const { attention, put, settle } = rig();
		const [x, z] = [random.between(-50, 50), random.between(-50, 50)];
		const angle = random.between(0, 2 * math.pi);
		put("ada", x, z);
		put("7", x + math.cos(angle) * 6, z + math.sin(angle) * 6);
		attention.face("ada", "7");
		const turn = settle().find((act) => act.kind === "turn");
		if (turn?.kind !== "turn") return error("it did not turn");
		expect(-math.sin(turn.yaw)).toBeNear(math.cos(angle), 1e-9);
		expect(-math.cos(turn.yaw)).toBeNear(math.sin(angle), 1e-9);
	});

	t.property("keeps up with a leader who strolls about, in orders that make sense", 200, (random) => {
		const { attention, places, put, look } = rig();
		put("ada", 0);
		put("7", random.between(-30, 30), random.between(-30, 30));
		attention.follow("ada", "7");
		let goal: Point | undefined;
		let isTurned = false;
		let sentAt = -1;
		const step = (now: number) => {
			for (const act of look(0.2)) {
				if (act.kind === "walk") {
					expect(isTurned, "it walks with its head turned").toBe(false);
					expect(goal && now - sentAt < 0.7, "it is sent at every step").toBe(goal ? false : undefined);
					goal = act.spot;
					sentAt = now;
				} else if (act.kind === "stand") goal = undefined;
				else {
					expect(goal, "it turns as it walks").toBe(undefined);
					isTurned = act.kind === "turn";
				}
			}
			const here = places.get("ada")!;
			if (!goal) return;
			const left = math.sqrt((goal.x - here.x) ** 2 + (goal.z - here.z) ** 2);
			const share = left > 3.2 ? 3.2 / left : 1;
			put("ada", here.x + (goal.x - here.x) * share, here.z + (goal.z - here.z) * share);
		};
		let now = 0;
		for (const i of $range(1, 150)) {
			const leader = places.get("7")!;
			// Strolls for 20 s, then waits for 10.
			if (i < 100) put("7", leader.x + random.between(-1.5, 2), leader.z + random.between(-1.5, 1.5));
			now += 0.2;
			step(now);
		}
		const [here, leader] = [places.get("ada")!, places.get("7")!];
		expect(math.sqrt((here.x - leader.x) ** 2 + (here.z - leader.z) ** 2)).toBeAtMost(8);
		expect(isTurned).toBe(true);
	});
};

import { placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { attend } from "./engine-attention";

function rig() {
	const bodies = new Map([
		["ada", placeBody("Ada", new Vector3(0, 3, 0))],
		["7", placeBody("Robin", new Vector3(0, 3, 6))],
	]);
	const seen: string[] = [];
	const attention = attend((id) => bodies.get(id), {
		walkTo: (id, spot) => seen.push(`${id} to ${math.round(spot.x)},${math.round(spot.z)}`),
		stop: (id) => seen.push(`${id} stops`),
		close: () => seen.push("closed"),
	});
	const alignOf = (id: string) => bodies.get(id)!.PrimaryPart!.FindFirstChildOfClass("AlignOrientation");
	const close = () => {
		attention.stop();
		bodies.forEach((body) => body.Destroy());
	};
	return { attention, bodies, seen, alignOf, close };
}

export = (t: Suite) => {
	t.it("stops and turns within half a second, and lets go as soon", () => {
		const { attention, seen, alignOf, close } = rig();
		attention.face("ada", "7");
		task.wait(0.5);
		expect(seen).toEqual(["ada stops"]);
		expect(alignOf("ada")!.CFrame.LookVector.Z).toBeNear(1, 1e-4);
		attention.face("ada", undefined);
		task.wait(0.3);
		expect(alignOf("ada")).toBe(undefined);
		close();
	});

	t.it("is sent after its leader", () => {
		const { attention, bodies, seen, close } = rig();
		attention.follow("ada", "7");
		bodies.get("7")!.PivotTo(new CFrame(0, 3, 40));
		task.wait(0.3);
		expect(seen).toEqual(["ada to 0,35"]);
		expect(attention.isHeld("ada")).toBe(true);
		close();
	});

	t.it("lets go of a body that an NPC leaves behind", () => {
		const { attention, bodies, alignOf, close } = rig();
		const body = bodies.get("ada")!;
		attention.face("ada", "7");
		task.wait(0.5);
		bodies.delete("ada");
		attention.forget("ada");
		bodies.set("ada", body);
		expect(alignOf("ada")).toBe(undefined);
		expect(attention.isHeld("ada")).toBe(false);
		close();
	});

	t.it("does nothing any more once it was stopped", () => {
		const { attention, seen, alignOf, bodies } = rig();
		attention.face("ada", "7");
		attention.stop();
		task.wait(0.5);
		expect(seen).toEqual([]);
		expect(alignOf("ada")).toBe(undefined);
		bodies.forEach((body) => body.Destroy());
	});
};

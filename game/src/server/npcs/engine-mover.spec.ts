import { placeBlock, placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { EngineMover } from "./engine-mover";
import { createMover } from "./engine-mover";

/** A field of 200 studs with one walker in its middle; `run` may yield. */
function onField(run: (mover: EngineMover, body: Model, bodies: Map<string, Model>) => void): void {
	const ground = placeBlock(new Vector3(200, 4, 200), Vector3.zero);
	const body = placeBody("Ada", new Vector3(0, 3, 0));
	const bodies = new Map([["ada", body]]);
	const mover = createMover((id) => bodies.get(id));
	const [ok, problem] = pcall(() => run(mover, body, bodies));
	mover.close();
	body.Destroy();
	ground.Destroy();
	if (!ok) error(problem, 0);
}

const placeOf = (body: Model) => body.PrimaryPart!.Position;
/** Studs on the ground from a body to a point. */
const away = (body: Model, x: number, z: number) =>
	math.sqrt((placeOf(body).X - x) ** 2 + (placeOf(body).Z - z) ** 2);

export = (t: Suite) => {
	t.it("walks straight over open ground", () => {
		onField((mover, body) => {
			mover.walkTo("ada", { x: 30, z: 0 });
			task.wait(1);
			expect(placeOf(body).Z).toBeNear(0, 0.5);
			expect(placeOf(body).X).toBeAtLeast(10);
			task.wait(1.5);
			expect(away(body, 30, 0)).toBeAtMost(2);
		});
	});

	t.it("walks on where one order of the humanoid would have timed out", () => {
		onField((mover, body) => {
			body.FindFirstChildOfClass("Humanoid")!.WalkSpeed = 4;
			mover.walkTo("ada", { x: 60, z: 0 });
			task.wait(17);
			expect(away(body, 60, 0)).toBeAtMost(2);
		});
	});

	t.it("walks around a wall", () => {
		onField((mover, body) => {
			const wall = placeBlock(new Vector3(2, 12, 40), new Vector3(15, 12, 0));
			mover.walkTo("ada", { x: 30, z: 0 });
			let widest = 0;
			for (const _ of $range(1, 60)) {
				task.wait(0.1);
				widest = math.max(widest, math.abs(placeOf(body).Z));
			}
			wall.Destroy();
			expect(away(body, 30, 0)).toBeAtMost(2);
			expect(widest).toBeAtLeast(20);
		});
	});

	t.it("looks for another way when its way is blocked", () => {
		onField((mover, body) => {
			const wall = placeBlock(new Vector3(2, 12, 40), new Vector3(15, 12, 5));
			mover.walkTo("ada", { x: 40, z: 0 });
			task.wait(0.4);
			const gate = placeBlock(new Vector3(2, 12, 40), new Vector3(15, 12, -35));
			task.wait(9);
			wall.Destroy();
			gate.Destroy();
			expect(away(body, 40, 0)).toBeAtMost(2);
		});
	});

	t.it("does not take others for walls", () => {
		onField((mover, body) => {
			const other = placeBody("Bram", new Vector3(10, 3, 0));
			other.AddTag("EarshotNPC");
			other.PrimaryPart!.CanCollide = true;
			other.PrimaryPart!.Anchored = true;
			mover.walkTo("ada", { x: 20, z: 0 });
			task.wait(0.5);
			other.Destroy();
			expect(math.abs(placeOf(body).Z)).toBeAtMost(0.5);
			expect(placeOf(body).X).toBeAtLeast(4);
		});
	});

	t.it("lets a newer order take the place of an older one", () => {
		onField((mover, body) => {
			mover.walkTo("ada", { x: 40, z: 0 });
			task.wait(0.5);
			mover.walkTo("ada", { x: 0, z: 40 });
			task.wait(4);
			expect(away(body, 0, 40)).toBeAtMost(2);
		});
	});

	t.it("stands where it is stopped, and where a way is still being looked for", () => {
		onField((mover, body) => {
			mover.walkTo("ada", { x: 40, z: 0 });
			task.wait(0.5);
			mover.stop("ada");
			const stopped = placeOf(body);
			task.wait(1);
			expect(away(body, stopped.X, stopped.Z)).toBeAtMost(0.5);
			const wall = placeBlock(new Vector3(2, 12, 40), new Vector3(25, 12, 0));
			mover.walkTo("ada", { x: 40, z: 0 });
			mover.stop("ada");
			task.wait(1);
			wall.Destroy();
			expect(away(body, stopped.X, stopped.Z)).toBeAtMost(0.5);
		});
	});

	t.it("does not set out for where there is no ground", () => {
		onField((mover, body) => {
			mover.walkTo("ada", { x: 500, z: 0 });
			task.wait(0.5);
			expect(away(body, 0, 0)).toBeAtMost(0.1);
		});
	});

	t.it("leaves alone what cannot walk, and who is not there", () => {
		onField((mover, body, bodies) => {
			body.PrimaryPart!.Anchored = true;
			mover.walkTo("ada", { x: 30, z: 0 });
			mover.walkTo("nobody", { x: 30, z: 0 });
			mover.stop("nobody");
			bodies.set("statue", new Instance("Model"));
			mover.walkTo("statue", { x: 30, z: 0 });
			task.wait(0.5);
			expect(away(body, 0, 0)).toBeAtMost(0.1);
		});
	});

	t.it("survives a body that is destroyed on its way", () => {
		onField((mover, body, bodies) => {
			mover.walkTo("ada", { x: 40, z: 0 });
			task.wait(0.3);
			bodies.delete("ada");
			body.Destroy();
			task.wait(9);
			mover.stop("ada");
		});
	});
};

import { placeBlock, placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { createDepartures } from "./engine-departures";

/** A field with a body that is about to leave it; `run` may yield. */
function onField(run: (body: Model, departures: ReturnType<typeof createDepartures>) => void): void {
	const ground = placeBlock(new Vector3(200, 4, 200), Vector3.zero);
	const body = placeBody("Pip", new Vector3(5, 3, 0));
	const departures = createDepartures();
	const [ok, problem] = pcall(() => run(body, departures));
	departures.stop();
	ground.Destroy();
	body.Destroy();
	if (!ok) error(problem, 0);
}

const headOf = (body: Model) => body.FindFirstChild("Head") as BasePart;

export = (t: Suite) => {
	t.it("[CB52] walks away from its player, fades, and is gone", () => {
		onField((body, departures) => {
			body.PrimaryPart!.Transparency = 1;
			departures.start(body, Vector3.zero, 100);
			task.wait(1);
			expect(body.PrimaryPart!.Position.X).toBeAtLeast(10);
			departures.step(101);
			expect(headOf(body).Transparency).toBeNear(0.25, 1e-3);
			departures.step(103);
			expect(headOf(body).Transparency).toBeNear(0.75, 1e-3);
			expect(body.PrimaryPart!.Transparency, "what was not seen before").toBe(1);
			departures.step(104);
			expect(body.Parent).toBe(undefined);
			departures.step(105);
		});
	});

	t.it("[CB52] fades where it stands if it cannot walk", () => {
		onField((body, departures) => {
			body.PrimaryPart!.Anchored = true;
			departures.start(body, body.PrimaryPart!.Position, 0);
			const limbs = new Instance("Model");
			departures.start(limbs, Vector3.zero, 0);
			task.wait(0.5);
			expect(body.PrimaryPart!.Position.X).toBe(5);
			departures.step(5);
			expect(body.Parent).toBe(undefined);
		});
	});

	t.it("[CB52] leaves nobody behind when it stops", () => {
		onField((body, departures) => {
			departures.start(body, Vector3.zero, 0);
			departures.stop();
			expect(body.Parent).toBe(undefined);
			departures.step(1);
		});
	});
};

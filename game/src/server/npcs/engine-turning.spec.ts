import { placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { createTurning } from "./engine-turning";

const alignOf = (body: Model) => body.PrimaryPart!.FindFirstChildOfClass("AlignOrientation");
const humanoidOf = (body: Model) => body.FindFirstChildOfClass("Humanoid")!;

export = (t: Suite) => {
	t.it("turns a body by one constraint, which takes over from the humanoid", () => {
		const body = placeBody("Ada", new Vector3(0, 3, 0));
		const turning = createTurning();
		turning.turn("ada", body, 1);
		const align = alignOf(body)!;
		expect(align.Attachment0!.Parent === body.PrimaryPart).toBe(true);
		expect(align.Mode === Enum.OrientationAlignmentMode.OneAttachment).toBe(true);
		expect(align.CFrame.LookVector.X).toBeNear(-math.sin(1), 1e-5);
		expect(align.CFrame.LookVector.Z).toBeNear(-math.cos(1), 1e-5);
		expect(humanoidOf(body).AutoRotate).toBe(false);
		turning.turn("ada", body, 2);
		expect(alignOf(body) === align).toBe(true);
		expect(align.CFrame.LookVector.X).toBeNear(-math.sin(2), 1e-5);
		turning.stop();
		body.Destroy();
	});

	t.it("leaves nothing on a body that it lets go of", () => {
		const body = placeBody("Ada", new Vector3(0, 3, 0));
		const before = body.PrimaryPart!.GetChildren().size();
		const turning = createTurning();
		turning.turn("ada", body, 1);
		turning.release("ada");
		expect(body.PrimaryPart!.GetChildren().size()).toBe(before);
		expect(humanoidOf(body).AutoRotate).toBe(true);
		turning.release("ada");
		turning.turn("ada", body, 1);
		turning.stop();
		expect(body.PrimaryPart!.GetChildren().size()).toBe(before);
		body.Destroy();
	});

	t.it("does not make a humanoid turn by itself that did not before", () => {
		const body = placeBody("Ada", new Vector3(0, 3, 0));
		humanoidOf(body).AutoRotate = false;
		const turning = createTurning();
		turning.turn("ada", body, 1);
		turning.release("ada");
		expect(humanoidOf(body).AutoRotate).toBe(false);
		body.Destroy();
	});

	t.it("lets go of a body whose NPC comes back in another", () => {
		const first = placeBody("Ada", new Vector3(0, 3, 0));
		const second = placeBody("Ada", new Vector3(9, 3, 0));
		const turning = createTurning();
		turning.turn("ada", first, 1);
		turning.turn("ada", second, 1);
		expect(alignOf(first)).toBe(undefined);
		expect(alignOf(second) !== undefined).toBe(true);
		turning.stop();
		first.Destroy();
		second.Destroy();
	});

	t.it("sets a body that is anchored", () => {
		const body = placeBody("Ada", new Vector3(4, 3, 5));
		body.PrimaryPart!.Anchored = true;
		const turning = createTurning();
		turning.turn("ada", body, math.pi / 2);
		expect(alignOf(body)).toBe(undefined);
		expect(body.PrimaryPart!.CFrame.LookVector.X).toBeNear(-1, 1e-5);
		expect(body.PrimaryPart!.Position.X).toBeNear(4, 1e-5);
		expect(humanoidOf(body).AutoRotate).toBe(true);
		body.Destroy();
	});

	t.it("does nothing with a body without a root", () => {
		const body = new Instance("Model");
		const turning = createTurning();
		turning.turn("ada", body, 1);
		turning.release("ada");
		expect(body.GetDescendants().size()).toBe(0);
	});
};

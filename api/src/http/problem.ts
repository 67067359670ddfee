import { z } from "zod";

/** The content type of problem details. */
export const PROBLEM_TYPE = "application/problem+json";

/** Problem details (RFC 9457), the body of every error. Features may add members, such as `needFull`. */
export const problemSchema = z
	.looseObject({
		type: z.string().meta({ description: "Names the kind of problem, for programs." }),
		title: z.string().meta({ description: "The kind of problem, for people." }),
		status: z.int().meta({ description: "The status of the answer." }),
		detail: z.string().meta({ description: "What is wrong with this request." }),
		errors: z
			.array(z.object({ path: z.string(), message: z.string() }))
			.optional()
			.meta({ description: "Every failing place of the input." }),
		requestId: z.string().optional().meta({ description: "Names this request in the log." }),
	})
	.meta({ id: "Problem", description: "Problem details (RFC 9457)." });

export type Problem = z.infer<typeof problemSchema>;

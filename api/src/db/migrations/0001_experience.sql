CREATE TABLE "experience_actions" (
	"experience" text NOT NULL,
	"user_id" text NOT NULL,
	"action_id" text NOT NULL,
	"done" jsonb NOT NULL,
	"done_at" double precision NOT NULL,
	CONSTRAINT "experience_actions_experience_user_id_action_id_pk" PRIMARY KEY("experience","user_id","action_id")
);
--> statement-breakpoint
CREATE TABLE "experience_narrations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "experience_narrations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"experience" text NOT NULL,
	"user_id" text NOT NULL,
	"request" text NOT NULL,
	"leased_until" double precision NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "experience_outbox" (
	"topic" text NOT NULL,
	"number" bigint NOT NULL,
	"type" text NOT NULL,
	"data" text NOT NULL,
	"saved_at" double precision NOT NULL,
	CONSTRAINT "experience_outbox_topic_number_pk" PRIMARY KEY("topic","number")
);
--> statement-breakpoint
CREATE TABLE "experience_players" (
	"experience" text NOT NULL,
	"user_id" text NOT NULL,
	"state" jsonb NOT NULL,
	"last_number" bigint DEFAULT (extract(epoch from clock_timestamp()) * 1000)::bigint NOT NULL,
	CONSTRAINT "experience_players_experience_user_id_pk" PRIMARY KEY("experience","user_id")
);
--> statement-breakpoint
CREATE TABLE "experience_worlds" (
	"experience" text PRIMARY KEY NOT NULL,
	"state" jsonb NOT NULL,
	"last_number" bigint DEFAULT (extract(epoch from clock_timestamp()) * 1000)::bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "experience_actions_done_at" ON "experience_actions" USING btree ("done_at");--> statement-breakpoint
CREATE INDEX "experience_narrations_player" ON "experience_narrations" USING btree ("experience","user_id","id");--> statement-breakpoint
CREATE INDEX "experience_players_user" ON "experience_players" USING btree ("user_id");
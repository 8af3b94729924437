using System.Collections.Frozen;
using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Planner.Runs;
using Planner.Serialization;
using Planner.Server.Hosting;
using Planner.Server.OpenApi;
using Planner.Server.Problems;
using Planner.Server.Security;
using Planner.Statistics;

namespace Planner.Server.Runs;

/// <summary><c>/api/runs</c>, and what is built on it: <c>/api/plans</c> and <c>/api/solve</c>.</summary>
internal static class RunEndpoints
{
    private const string LastEventId = "Last-Event-ID";
    private const int MaxPage = 200;

    private static readonly FrozenDictionary<Type, string> Types = typeof(RunEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(known => known.DerivedType, known => (string)known.TypeDiscriminator!);

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Runs");
        api.MapPost("/runs", StartAsync).WithName("startRun").Accepts<RunRequest>("application/json", "multipart/form-data").Produces<RunCreated>(StatusCodes.Status202Accepted)
            .WithSummary("Start a run").WithDescription("Takes a request in words and files and starts to work on it. Answers at once with where to look; or, asked for text/event-stream, with the run's events. An Idempotency-Key makes it safe to send again.");
        api.MapGet("/runs", ListAsync).WithName("listRuns").WithSummary("List runs").WithDescription("Your runs, newest first; an admin's list has everybody's.");
        api.MapGet("/runs/{id}", GetAsync).WithName("getRun").Produces<RunReport>().WithSummary("Get a run").WithDescription("The run as it stands: status, answer, steps with models, values and errors, files.");
        api.MapGet("/runs/{id}/events", FollowAsync).WithName("followRun").Produces(StatusCodes.Status200OK, contentType: EventStreamWriter.MediaType).RequireRateLimiting(RateLimits.Calls)
            .WithSummary("Follow a run").WithDescription("The run's events as server-sent events, from the first on or after Last-Event-ID, without gap or repeat, until the run ends.");
        api.MapPost("/runs/{id}/cancel", CancelAsync).WithName("cancelRun").WithSummary("Cancel a run").WithDescription("Stops the run's calls and programs; what is done is kept.");
        api.MapPost("/runs/{id}/approve", ApproveAsync).WithName("approveRun").Accepts<ApproveRequest>(isOptional: true, "application/json").WithSummary("Approve a plan").WithDescription("Lets a run that waits go on, with its plan or with the edited one that is sent.");
        api.MapPost("/runs/{id}/rerun", RerunAsync).WithName("rerun").Accepts<RerunRequest>(isOptional: true, "application/json").Produces<RunCreated>(StatusCodes.Status202Accepted)
            .WithSummary("Run again from a step").WithDescription("Starts a new run of the same plan: from a step on, or what did not succeed, and what needs it. What is done before is kept and not run again. 'set' gives parameters of the plan other values.");
        api.MapPost("/runs/{id}/rating", RateAsync).WithName("rateRun").Accepts<RatingRequest>("application/json").Produces<Page<Rating>>()
            .WithSummary("Rate a run or a step").WithDescription("Says whether a result was good; models are chosen by it. A rating of a whole run is shared by its steps; a later one of yours replaces it.");
        api.MapPost("/plans", PlanAsync).WithName("plan").WithGroupName(ApiDescriptions.Agents).Accepts<RunRequest>("application/json", "multipart/form-data").Produces<RunReport>().RequireRateLimiting(RateLimits.Calls)
            .WithSummary("Plan a request").WithDescription("Shows which AI tasks a request takes, in which order, which model would do each and why, and what it will probably take in seconds and US dollars by what was counted. Runs nothing.");
        api.MapPost("/solve", SolveAsync).WithName("solve").WithGroupName(ApiDescriptions.Agents).Accepts<RunRequest>("application/json", "multipart/form-data").Produces<RunReport>().RequireRateLimiting(RateLimits.Calls)
            .WithSummary("Solve a request").WithDescription("Plans a request in words and files, runs it on the models that fit, and answers when it is done.");
    }

    private static async Task StartAsync(
        HttpContext context, RunRequestReader reader, RunStarter starter, IdempotencyKeys keys, IRunService runs, IRunJournal journal, IOptions<ServerOptions> options, TimeProvider clock) =>
        await BeginAsync(context, await reader.ReadAsync(context), starter, keys, runs, journal, options, clock);

    /// <summary>Starts a run, once for each <c>Idempotency-Key</c>, and answers with where to look, or with its events for who asks for them.</summary>
    public static async Task BeginAsync(
        HttpContext context, Request request, RunStarter starter, IdempotencyKeys keys, IRunService runs, IRunJournal journal, IOptions<ServerOptions> options, TimeProvider clock)
    {
        var caller = context.Caller();
        Task<string> Start() => starter.StartAsync(request, caller, context.RequestAborted);
        var id = context.Request.Headers["Idempotency-Key"] is [{ } key]
            ? await keys.StartOnceAsync(caller.User, key, request, Start, context.RequestAborted)
            : await Start();
        context.Response.Headers["X-Planner-Run-Id"] = id;
        context.Response.Headers.Location = $"/api/runs/{id}";
        if (context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(EventStreamWriter.MediaType, StringComparison.OrdinalIgnoreCase)))
        {
            await StreamAsync(context, id, 0, runs, journal, options, clock);
            return;
        }

        var run = await journal.FindAsync(id, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.WriteAsJsonAsync(new RunCreated(id, run!.Status, RunLinks.Of(id)), context.RequestAborted);
    }

    private static Accepted<RunCreated> Accepted(string id) => TypedResults.Accepted($"/api/runs/{id}", new RunCreated(id, RunStatus.Accepted, RunLinks.Of(id)));

    private static async Task<Ok<Page<RunListItem>>> ListAsync(
        HttpContext context, IRunJournal journal, [Description("How many, 1 to 200.")] int limit = 50, [Description("What 'next' of the page before said.")] string? cursor = null)
    {
        var caller = context.Caller();
        var count = Math.Clamp(limit, 1, MaxPage);
        var runs = await journal.ListAsync(count + 1, cursor, caller.IsAdmin ? null : caller.User, context.RequestAborted);
        return TypedResults.Ok(new Page<RunListItem>(
            [.. runs.Take(count).Select(run => new RunListItem(run.Id, run.Status, run.Text, run.AcceptedAt, run.UpdatedAt, run.Interrupted, run.User))],
            runs.Count > count ? runs[count - 1].Id : null));
    }

    private static async Task<Ok<RunReport>> GetAsync(string id, HttpContext context, IRunJournal journal) =>
        TypedResults.Ok(RunReport.Of(await context.Caller().RequireAsync(journal, id, context.RequestAborted)));

    private static async Task FollowAsync(
        string id, HttpContext context, IRunService runs, IRunJournal journal, IOptions<ServerOptions> options, TimeProvider clock,
        [FromHeader(Name = LastEventId), Description("The sequence of the last event that is known.")] string? lastEventId = null,
        [Description("The same, where a header can't be set.")] long? after = null)
    {
        await context.Caller().RequireAsync(journal, id, context.RequestAborted);
        var known = lastEventId is null ? after ?? 0
            : long.TryParse(lastEventId, out var sequence) && sequence >= 0 ? sequence
            : throw Problem.BadRequest($"{LastEventId} is '{lastEventId}'.", "Send the id of the last event, a whole number.").AsException();
        await StreamAsync(context, id, known, runs, journal, options, clock);
    }

    private static async Task<Results<Accepted<RunCreated>, ProblemHttpResult>> CancelAsync(string id, HttpContext context, IRunService runs, IRunJournal journal)
    {
        var run = await context.Caller().RequireAsync(journal, id, context.RequestAborted);
        return runs.Cancel(id)
            ? TypedResults.Accepted((string?)null, new RunCreated(id, run.Status, RunLinks.Of(id)))
            : throw new Problem(StatusCodes.Status409Conflict, $"Run '{id}' {(run.Status.HasEnded() ? "has ended" : "is at work in another process")}.", "GET /api/runs/{id} shows where it stands.").AsException();
    }

    private static async Task<Accepted<RunCreated>> ApproveAsync(string id, HttpContext context, IRunService runs, IRunJournal journal)
    {
        var run = await context.Caller().RequireAsync(journal, id, context.RequestAborted);
        var body = await context.Request.ReadOptionalAsync<ApproveRequest>("An approval");
        var edited = body?.Plan is { } plan ? RunRequestReader.PlanOf(plan, run.Request!.Attachments) : null;
        return run.Status == RunStatus.Waiting && runs.Approve(id, edited)
            ? TypedResults.Accepted((string?)null, new RunCreated(id, RunStatus.Running, RunLinks.Of(id)))
            : throw new Problem(StatusCodes.Status409Conflict, $"Run '{id}' does not wait for approval here.", "Start it with options.approve, and approve it while its status is 'waiting'.").AsException();
    }

    private static async Task<Accepted<RunCreated>> RerunAsync(string id, HttpContext context, RunStarter starter, Reruns reruns, IRunJournal journal)
    {
        var run = await context.Caller().RequireAsync(journal, id, context.RequestAborted);
        var body = await context.Request.ReadOptionalAsync<RerunRequest>("A rerun") ?? new RerunRequest();
        var (request, kept) = await reruns.PrepareAsync(run, body.From, body.Set, context.RequestAborted);
        return Accepted(await starter.StartAsync(request, context.Caller(), context.RequestAborted, kept));
    }

    private static async Task<Ok<RunReport>> PlanAsync(HttpContext context, RunRequestReader reader, RunStarter starter, IRunService runs, IRunJournal journal, PlanEstimator estimator)
    {
        var request = await reader.ReadAsync(context);
        var run = await CompleteAsync(context, request with { Options = request.Options with { PlanOnly = true, Approve = false } }, starter, runs, journal);
        return TypedResults.Ok(RunReport.Of(run) with { Estimate = await estimator.OfAsync(run, context.RequestAborted) });
    }

    private static async Task<Ok<Page<Rating>>> RateAsync(string id, HttpContext context, RunRatings ratings, IRunJournal journal)
    {
        var run = await context.Caller().RequireAsync(journal, id, context.RequestAborted);
        var body = await context.Request.ReadAsync<RatingRequest>("A rating");
        return TypedResults.Ok(new Page<Rating>(await ratings.RateAsync(run, body.Step, body.Good, body.Note, context.Caller(), context.RequestAborted), null));
    }

    private static async Task<Ok<RunReport>> SolveAsync(HttpContext context, RunRequestReader reader, RunStarter starter, IRunService runs, IRunJournal journal)
    {
        var request = await reader.ReadAsync(context);
        return request.Options.Approve
            ? throw Problem.BadRequest("Nobody can approve a plan in the middle of a call.", "Leave out options.approve, or use POST /api/runs.").AsException()
            : TypedResults.Ok(RunReport.Of(await CompleteAsync(context, request, starter, runs, journal)));
    }

    /// <summary>Runs a request while its caller waits; when the caller goes away, so does the run.</summary>
    private static async Task<RunState> CompleteAsync(HttpContext context, Request request, RunStarter starter, IRunService runs, IRunJournal journal)
    {
        var id = await starter.StartAsync(request, context.Caller(), context.RequestAborted);
        context.Response.Headers["X-Planner-Run-Id"] = id;
        await using var gone = context.RequestAborted.Register(() => runs.Cancel(id));
        await runs.WaitAsync(id, CancellationToken.None);
        return (await journal.FindAsync(id, CancellationToken.None))!;
    }

    private static Task StreamAsync(HttpContext context, string id, long after, IRunService runs, IRunJournal journal, IOptions<ServerOptions> options, TimeProvider clock)
    {
        var stream = new EventStreamWriter(context, clock, options.Value.HeartbeatSeconds);
        return stream.PumpAsync(runs.FollowAsync(journal, id, after, context.RequestAborted), happened => stream.WriteEvent(
            JsonSerializer.SerializeToUtf8Bytes(happened, PlannerJson.Context.RunEvent), Types.GetValueOrDefault(happened.GetType()), happened.Sequence));
    }
}

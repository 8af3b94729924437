using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference;
using Planner.Matching;
using Planner.Server.Problems;
using Planner.Values;

namespace Planner.Server.Hosting;

/// <summary>The models that this server calls for others: all that can run here, or the one that it was started for.</summary>
internal sealed class ServedModels(IModelSearch search, TaskTaxonomy taxonomy, IModelCaller caller, IOptions<ServerOptions> options)
{
    private ServerOptions Options => options.Value;

    /// <summary>What can run here now (FAILURES 38).</summary>
    public IReadOnlyList<FoundModel> Runnable() => Options.Model is { } only
        ? [Require(only)]
        : search.Search(new ModelQuery { RunnableOnly = true, Ceiling = Options.Ceiling, Limit = int.MaxValue });

    /// <summary>The model of that id.</summary>
    /// <exception cref="ProblemException">There is none, or it is not served.</exception>
    public FoundModel Require(string id) =>
        (Options.Model is null || id.Equals(Options.Model, StringComparison.OrdinalIgnoreCase) ? search.Find(id, Options.Ceiling) : null)
        ?? throw (Problem.NotFound($"The model '{id}' does not exist.", "GET /v1/models lists what can run here.") with { Code = "model_not_found" }).AsException();

    /// <summary>The tasks that a model does, its main one first.</summary>
    public IReadOnlyList<TaskType> TasksOf(FoundModel model) =>
        [.. model.Card.Tasks.Select(id => taxonomy.TryGet(id, out var task) ? task : null).OfType<TaskType>()];

    /// <summary>The task of that name.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public TaskType RequireTask(string name) =>
        taxonomy.TryGet(name, out var task) ? task : throw Problem.NotFound($"There is no task '{name}'.", "GET /api/tasks lists them.").AsException();

    /// <summary>Calls a model.</summary>
    /// <exception cref="ProblemException">It failed.</exception>
    public async Task<Value> CallAsync(ModelCall call, CancellationToken cancellationToken)
    {
        var result = await caller.CallAsync(call with { Ceiling = Options.Ceiling }, cancellationToken);
        return result.Value ?? throw Problem.Of(result.Error!).AsException();
    }
}

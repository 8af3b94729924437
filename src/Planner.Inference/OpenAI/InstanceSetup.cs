using System.Globalization;
using Microsoft.Extensions.AI;
using Planner.Catalog;
using Planner.Chat;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>Gets to know a server before it is added: its models, what they do, and by one small call that it works.</summary>
public sealed class InstanceSetup
{
    // On a server of one's own; in the cloud nothing more can be asked than the list.
    private const int MostModelsAskedFor = 20;

    // Enough for a word, also from a model that thinks first.
    private const int TrialTokens = 16;
    private const string TrialText = "Hello";
    private readonly OpenAIEndpoints _endpoints;
    private readonly TaskTaxonomy _taxonomy;
    private readonly TimeProvider _clock;

    internal InstanceSetup(OpenAIEndpoints endpoints, TaskTaxonomy taxonomy, TimeProvider clock) =>
        (_endpoints, _taxonomy, _clock) = (endpoints, taxonomy, clock);

    /// <summary>Looks at a server.</summary>
    /// <param name="instance">How it is reached.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The instance with a card for each model whose task is known, and which model was tried.</returns>
    /// <exception cref="InstanceException">It does not answer, lists nothing that can be used, or the trial failed.</exception>
    public async Task<(BackendInstance Instance, string Tried)> LookAsync(BackendInstance instance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instance);
        using var endpoint = _endpoints.Open(instance);
        try
        {
            var models = new List<ListedModel>();
            foreach (var (model, index) in (await EndpointDiscovery.ListAsync(endpoint, cancellationToken)).Select((model, index) => (model, index)))
            {
                models.Add(index < MostModelsAskedFor ? await EndpointDiscovery.KnowAsync(endpoint, model, cancellationToken) : model);
            }

            var cards = models.Select(model => Card(instance, model)).OfType<ModelCard>().ToList();
            if (cards.Count == 0)
            {
                throw new InstanceException($"{endpoint.Where} lists no model whose task is known ({string.Join(", ", models.Take(10).Select(model => model.Id))}). Load one there and add it again.");
            }

            return (instance with { Models = cards }, await TryAsync(endpoint, models, cards, cancellationToken));
        }
        catch (EndpointException exception)
        {
            throw new InstanceException(exception.Message, exception);
        }
        catch (ChatException exception)
        {
            throw new InstanceException(exception.Message, exception);
        }
    }

    private ModelCard? Card(BackendInstance instance, ListedModel model)
    {
        var tasks = ModelTasks.Of(model).Where(task => _taxonomy.TryGet(task, out _)).ToList();
        return tasks.Count == 0 ? null : new ModelCard
        {
            Id = model.Id,
            Tasks = tasks,
            Description = $"{string.Join(" ", tasks.Select(task => _taxonomy.TryGet(task, out var type) ? type.Description : ""))} Served by {instance.Name}.",
            MaxTokens = model.Room,
            Figures = model.Room is null ? null : new ModelFigures
            {
                Source = instance.BaseUrl.GetLeftPart(UriPartial.Path),
                Date = _clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
        };
    }

    // What costs least: a vector, else a word. Sound and pictures are not tried, they cost more.
    private static async Task<string> TryAsync(OpenAIEndpoint endpoint, List<ListedModel> models, List<ModelCard> cards, CancellationToken cancellationToken)
    {
        if (cards.Find(card => card.Tasks.Contains("feature-extraction")) is { } embedder)
        {
            await EmbeddingTask.EmbedAsync(endpoint, embedder.Id, [TrialText], cancellationToken);
            return $"{embedder.Id} made a vector";
        }

        if (ModelChoice.Choose(models) is not { } chat)
        {
            return "nothing was tried, since it would cost more than a word";
        }

        using var client = new OpenAIChatClient(endpoint, chat.Id);
        await client.GetResponseAsync(TrialText, new ChatOptions { MaxOutputTokens = TrialTokens }, cancellationToken);
        return $"{chat.Id} replied";
    }
}

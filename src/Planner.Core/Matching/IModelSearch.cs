using Planner.Routing;

namespace Planner.Matching;

/// <summary>Searches the catalog for people: <c>planner models search</c> and <c>show</c>.</summary>
public interface IModelSearch
{
    /// <summary>
    /// The cards that suit the query, best first: by words, by meaning, and, when no task is given, by the task that the words speak of. Without a
    /// task, cards that share nothing with the words are left out.
    /// </summary>
    IReadOnlyList<FoundModel> Search(ModelQuery query);

    /// <summary>As <see cref="Search"/>, and by the vectors of an embedding model where there is one.</summary>
    ValueTask<IReadOnlyList<FoundModel>> SearchAsync(ModelQuery query, CancellationToken cancellationToken) => ValueTask.FromResult(Search(query));

    /// <summary>Takes in what has changed in the catalog, which the first search of the next process would do otherwise; of very many cards, it takes its time.</summary>
    /// <param name="progress">Told how many cards have been taken in.</param>
    void Refresh(IProgress<long>? progress)
    {
    }

    /// <summary>One card by its id, letter case aside; null when the catalog has none of that id.</summary>
    /// <param name="id">The model's id.</param>
    /// <param name="ceiling">How far data may travel for it to count as able to run.</param>
    FoundModel? Find(string id, Egress ceiling = Egress.Cloud);
}

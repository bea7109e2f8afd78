import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceInformation;
import org.apache.hadoop.yarn.util.resource.DefaultResourceCalculator;
import org.apache.hadoop.yarn.util.resource.DominantResourceCalculator;
import org.apache.hadoop.yarn.util.resource.ResourceCalculator;
import org.apache.hadoop.yarn.util.resource.ResourceUtils;
import org.apache.hadoop.yarn.util.resource.Resources;

/** How YARN compares what is asked for with what is there: with memory alone, or with GPUs too. */
class GpuShares {
    static final String GPU = ResourceInformation.GPU_URI; // yarn.io/gpu

    public static void main(String[] arguments) {
        // The line that resource-types.xml holds on a real cluster.
        Configuration settings = new Configuration(false);
        settings.set("yarn.resource-types", GPU);
        ResourceUtils.resetResourceTypes(settings);

        Resource node = resource(65536, 32, 4);
        Resource training = resource(4096, 2, 1);
        System.out.println("A node:     " + node);
        System.out.println("A training: " + training);

        for (ResourceCalculator calculator :
                new ResourceCalculator[] {
                    new DefaultResourceCalculator(), new DominantResourceCalculator()
                }) {
            fill(node, training, calculator);
        }
        shares();
    }

    static Resource resource(long memory, int cores, long gpus) {
        Resource resource = Resource.newInstance(memory, cores);
        resource.setResourceValue(GPU, gpus);
        return resource;
    }

    /** Places trainings on the node for as long as the calculator says that one more fits. */
    static void fill(Resource node, Resource training, ResourceCalculator calculator) {
        String name = calculator.getClass().getSimpleName();
        Resource used = resource(0, 0, 0);
        int placed = 0;
        while (calculator.fitsIn(training, Resources.subtract(node, used))) {
            Resources.addTo(used, training);
            placed++;
        }
        System.out.printf("%n%s%n", name);
        System.out.printf("  trainings placed by %s: %d%n", name, placed);
        System.out.printf(
                "  GPUs handed out: %d of %d%n",
                used.getResourceValue(GPU), node.getResourceValue(GPU));
    }

    /** Who has more of the cluster? That decides whose turn is next. */
    static void shares() {
        Resource cluster = resource(131072, 64, 8);
        Resource batch = resource(32768, 8, 0); // a quarter of the memory, no GPU
        Resource vision = resource(8192, 4, 6); // little memory, but six of eight GPUs
        System.out.printf("%nTwo teams on a cluster with %s%n", cluster);
        System.out.println("  batch uses  " + batch);
        System.out.println("  vision uses " + vision);
        ask(new DefaultResourceCalculator(), cluster, batch, vision);
        ask(new DominantResourceCalculator(), cluster, batch, vision);
    }

    static void ask(ResourceCalculator calculator, Resource all, Resource batch, Resource vision) {
        String more = calculator.compare(all, vision, batch) > 0 ? "vision" : "batch";
        System.out.printf(
                "  by %s, %s has the larger share%n", calculator.getClass().getSimpleName(), more);
    }
}
